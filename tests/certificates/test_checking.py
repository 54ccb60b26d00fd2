"""``flask certificates check``: what an office, or anybody with the public keys, is told of a code or a file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from pledges.certificates.acts import issue_many, void
from pledges.certificates.papers import write_certificates
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.rules import CERTIFICATES
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.certificate_sizes import CertificateSize
from pledges.prints import acts
from pledges.prints.papers import kept_as
from pledges.prints.rules import STEP, NewRun
from pledges.responses.acts.withdrawing import withdraw
from tests.certificates.pledging import keys_of, sign
from tests.paper.reading import codes_of
from tests.seals.sealing import desk
from tests.worlds import build_village, run_campaign

pytestmark = pytest.mark.document

PAGES = ("K'Brơi", "Nguyễn Văn Đức", "Thảo Nguyên")


@dataclass(frozen=True)
class Office:
    """The commune's office after its three households signed, with a folder of files that somebody brought."""

    app: Flask
    house: House
    commune_id: int
    campaign_id: int
    response_ids: list[int]
    numbers: list[str]
    folder: Path

    def copy(self, *which: int, size: CertificateSize = CertificateSize.A4) -> bytes:
        written = BytesIO()
        with self.house.database.reading() as session:
            people = recipients(session, [self.numbers[each] for each in which or (0, 1, 2)])
        write_certificates(people, self.house.config.public_url, written, lambda _done: None, size)
        return written.getvalue()

    def printed(self) -> bytes:
        """The file of a print run of the hamlet's three certificates, as the ledger has it."""
        with self.house.database.writing() as session:
            new = NewRun(CERTIFICATES, self.commune_id, total=3, campaign_id=self.campaign_id)
            run_id = acts.start_run(session, present(), new).id
        self.house.background.queue(STEP, str(run_id))
        self.house.background.run_queued()
        return self.house.files.open(kept_as(run_id))

    def check(self, what: bytes | str, *more: str) -> Result:
        return self.app.test_cli_runner().invoke(args=["certificates", "check", self._brought(what), *more])

    def found(self, what: bytes | str, *more: str) -> dict[str, object]:
        result: dict[str, object] = json.loads(self.check(what, "--json", *more).output)
        return result

    def _brought(self, what: bytes | str) -> str:
        if isinstance(what, str):
            return what
        file = self.folder / "đã nhận.pdf"
        file.write_bytes(what)
        return str(file)


@pytest.fixture
def office(app: Flask, house: House, tmp_path: Path) -> Office:
    village = build_village(house, present())
    campaign_id = run_campaign(house, present(), village.commune_id).id
    # In the order of their given names: Brơi, Đức, Nguyên.
    households = [village.household_ids[place] for place in (1, 2, 0)]
    ids = [sign(house, present(), campaign_id, one)[0] for one in households]
    with house.database.writing() as session:
        numbers = issue_many(session, present(), keys_of(house), ids)
    return Office(app, house, village.commune_id, campaign_id, ids, numbers, tmp_path)


def code_of(office: Office) -> str:
    return codes_of(office.copy(1))[0]


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    again = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(again)
    return again.getvalue()


def overlaid(document: pikepdf.Pdf, drawing: bytes, page: int = 1) -> None:
    document.pages[page].contents_add(document.make_stream(b"Q q " + drawing + b" Q"), prepend=False)


def reworded(document: pikepdf.Pdf) -> None:
    """Words in another order: the last of the page is set first."""
    page = document.pages[1]
    parts = pikepdf.parse_content_stream(page)
    shown = [place for place, part in enumerate(parts) if str(part.operator) in ("Tj", "TJ")]
    first, last = shown[0], shown[-1]
    parts[first], parts[last] = parts[last], parts[first]
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(parts))


# --- A code, a number ---


def test_a_scanned_code_is_genuine_and_valid(office: Office) -> None:
    told = office.check(code_of(office))

    assert told.exit_code == 0
    assert f"{office.numbers[1]}: genuine" in told.output
    assert "the register says: valid" in told.output


def test_a_code_is_checked_without_register_with_downloaded_keys(office: Office, client: FlaskClient) -> None:
    code = code_of(office)
    (office.folder / "keys.json").write_text(client.get("/V/keys.json").text)
    office.house.database.dispose()
    with office.house.database.writing() as session:
        session.connection().exec_driver_sql(
            "DROP TABLE print_piece"
        )  # Whoever asks the register now, fails.

    right = office.check(code, "--keys", str(office.folder / "keys.json"), "--name", "nguyễn văn đức")
    wrong = office.check(code, "--keys", str(office.folder / "keys.json"), "--name", "Nguyễn Văn Đúc")

    assert (right.exit_code, wrong.exit_code) == (0, 5)
    assert "another name" in wrong.output


def test_a_number_alone_is_looked_up_and_proves_nothing(office: Office) -> None:
    told = office.check(office.numbers[0].lower())

    assert told.exit_code == 4
    assert "proves nothing" in told.output
    assert "valid" in told.output


def test_a_number_nobody_was_given_is_told(office: Office) -> None:
    assert office.check("2026-0003-000001R").exit_code in (5, 6)


def test_a_withdrawn_pledge_is_genuine_and_worth_nothing_any_more(office: Office) -> None:
    code = code_of(office)
    with office.house.database.writing() as session:
        withdraw(session, present(), office.response_ids[1])

    told = office.check(code)

    assert told.exit_code == 3
    assert "the register says: withdrawn" in told.output


def test_a_voided_certificate_brought_again_is_told(office: Office) -> None:
    code = code_of(office)
    with office.house.database.writing() as session:
        void(session, present(), office.numbers[1], "ghi sai họ tên")

    assert office.check(code).exit_code == 3


def test_a_paper_of_another_campaign_is_not_taken(office: Office) -> None:
    assert office.check(code_of(office), "--campaign", str(office.campaign_id)).exit_code == 0
    assert office.check(code_of(office), "--campaign", "999").exit_code == 5


@pytest.mark.parametrize(
    "text", ["xin chào", "https://example.com/", "/V/../../etc/passwd", "a" * 5_000, "A\x00B"]
)
def test_what_is_no_certificate_is_told(office: Office, text: str) -> None:
    told = office.check(text)

    assert told.exit_code == 6
    assert "no certificate" in told.output


def test_a_file_that_is_no_paper_and_keys_that_are_none_are_told(office: Office) -> None:
    (office.folder / "keys.json").write_text("{}")

    assert office.check(b"%PDF-1.7").exit_code == 1
    assert office.check("A", "--keys", str(office.folder / "keys.json")).exit_code == 1


# --- A file ---


def test_the_register_copy_is_known_byte_for_byte(office: Office) -> None:
    told = office.check(office.copy())

    assert told.exit_code == 0
    assert told.output.count("genuine") == 3
    assert "byte for byte" in told.output


@pytest.mark.parametrize("size", [CertificateSize.A5, CertificateSize.TWO_A5])
def test_the_register_copy_is_known_on_other_sheets(office: Office, size: CertificateSize) -> None:
    assert office.found(office.copy(size=size))["verdict"] == "identical"


def test_one_certificate_alone_is_known(office: Office) -> None:
    assert office.found(office.copy(2))["verdict"] == "identical"


def test_a_file_that_another_program_saved_has_the_same_pages(office: Office) -> None:
    found = office.found(changed(office.copy(), lambda document: document.docinfo.update({"/Author": "?"})))

    assert found["verdict"] == "same-pages"


def test_a_sealed_file_is_the_register_copy_with_a_seal(office: Office) -> None:
    told = office.check(desk().seal(office.copy()))

    assert told.exit_code == 0
    assert "shows on no page" in told.output


def test_the_file_of_a_print_run_is_known_by_the_ledger(office: Office) -> None:
    found = office.found(office.printed())

    assert (found["verdict"], found["run_id"], found["missing"]) == ("identical", 1, [])


FORGERIES: dict[str, tuple[Callable[[pikepdf.Pdf], object], dict[int, str]]] = {
    "a blank page added": (lambda pdf: pdf.add_blank_page(page_size=(842, 595)), {4: "no-certificate"}),
    "a page put in twice": (lambda pdf: pdf.pages.append(pdf.pages[0]), {4: "twice"}),
    "a white box over the name": (
        lambda pdf: overlaid(pdf, b"1 1 1 rg 200 330 400 40 re f"),
        {2: "look-differs"},
    ),
    "a stroke through a letter": (
        lambda pdf: overlaid(pdf, b"0 0 0 RG 1 w 300 300 m 305 306 l S"),
        {2: "look-differs"},
    ),
    "words put elsewhere": (reworded, {2: "text-differs"}),
    "a page turned": (lambda pdf: pdf.pages[1].rotate(180, relative=True), {2: "text-differs"}),
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_what_was_done_to_the_file_is_told_page_by_page(office: Office, kind: str) -> None:
    forge, expected = FORGERIES[kind]
    forged = changed(office.copy(), forge)

    found = office.found(forged)

    pages: list[dict[str, object]] = found["pages"]  # type: ignore[assignment]  # as the command writes it
    assert {page["page"]: page["verdict"] for page in pages if page["verdict"] != "same"} == expected
    assert found["verdict"] == "differs"


def test_a_file_that_was_changed_ends_with_words_and_an_exit_code(office: Office) -> None:
    told = office.check(changed(office.copy(), lambda pdf: pdf.pages.append(pdf.pages[0])))

    assert told.exit_code == 5
    assert "page 4" in told.output
    assert "ADDED" in told.output
    assert "NOT the register copy" in told.output


def test_pages_taken_out_and_put_elsewhere_are_told_from_the_print_run(office: Office) -> None:
    printed = office.printed()

    cut = office.found(changed(printed, lambda pdf: pdf.pages.__delitem__(1)))
    turned = office.found(changed(printed, lambda pdf: pdf.pages.reverse()))

    assert cut["missing"] == [office.numbers[1]]
    assert [page["verdict"] for page in turned["pages"]] == ["out-of-order", "same", "out-of-order"]  # type: ignore[attr-defined]  # a list
    assert (cut["run_id"], turned["verdict"]) == (1, "differs")


def test_the_name_on_one_paper_with_the_code_of_another_is_told(office: Office) -> None:
    """A copy made over the code: page 2 gets the code of page 1, cut out and laid over its own."""
    other = pikepdf.open(BytesIO(office.copy(0)))

    def laid_over(document: pikepdf.Pdf) -> None:
        document.pages[1].add_overlay(other.pages[0], None)

    found = office.found(changed(office.copy(), laid_over))

    other.close()
    pages: list[dict[str, object]] = found["pages"]  # type: ignore[assignment]  # as the command writes it
    assert found["verdict"] == "differs"
    assert pages[1]["verdict"] in ("text-differs", "twice", "no-certificate")
