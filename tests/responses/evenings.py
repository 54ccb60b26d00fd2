"""What a household's phones may do with one page on one evening, each case ending in the answer that counts."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.catalogue import digest_of
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.links.acts import reissue
from pledges.links.rules import Subject
from pledges.register.rules import SubjectKind
from pledges.responses.tables import Response
from tests.filling import OpenedPage, open_page
from tests.responses.crowds import send_at_once
from tests.worlds import Village

OTHER = "Trần Thị Hòa"
FIRST, OWN, NONE = "the first receipt", "a receipt of its own", "no receipt"


@dataclass
class Evening:
    """One evening of one household: what its phones send, and what is there afterwards."""

    app: Flask
    house: House
    village: Village
    campaign: Campaign
    first: TestResponse | None = None

    @property
    def phone(self) -> FlaskClient:
        return self.app.test_client(use_cookies=False)

    def opens(self) -> OpenedPage:
        return open_page(self.phone, self.village.codes[0])

    def sends(self, page: OpenedPage, **typed: Any) -> TestResponse:
        return self.phone.post(page.action, data=page.filled(**typed))

    def signs(self, page: OpenedPage) -> None:
        """Send the page for the first time, which is what the case is compared with."""
        self.first = self.sends(page)
        assert self.first.status_code == 303

    def stored(self) -> list[str]:
        """Return the signers of all pledges that are kept."""
        with self.house.database.reading() as session:
            return [str(name) for name in session.scalars(select(Response.signer_name).order_by(Response.id))]

    def receipt_in(self, answer: TestResponse) -> str:
        """Say which receipt an answer leads to, by redirect or by a link."""
        where = answer.headers.get("Location", "")
        found = re.search(r'href="(/R/[^"/]+)"', answer.get_data(as_text=True))
        where = where or (found[1] if found else "")
        if not where:
            return NONE
        return FIRST if self.first is not None and where == self.first.headers["Location"] else OWN


def double_tap(evening: Evening) -> TestResponse:
    page = evening.opens()
    answers = send_at_once(evening.app, [(page, page.filled())] * 2)
    evening.first = answers[0]
    return answers[1]


def refresh(evening: Evening) -> TestResponse:
    """Reload what a phone shows after sending: the receipt, since a sending ends in a redirect."""
    evening.signs(evening.opens())
    assert evening.first is not None
    return evening.phone.get(evening.first.headers["Location"])


def back_and_resend(evening: Evening) -> TestResponse:
    page = evening.opens()
    evening.signs(page)
    return evening.sends(page)


def back_and_edit(evening: Evening) -> TestResponse:
    page = evening.opens()
    evening.signs(page)
    return evening.sends(page, nguoi_dai_dien=OTHER)


def timeout_and_retry(evening: Evening) -> TestResponse:
    """Send; the answer is lost on the way and the phone sends again, without knowing."""
    page = evening.opens()
    evening.signs(page)
    return evening.sends(page)


def two_tabs(evening: Evening) -> TestResponse:
    one, other = evening.opens(), evening.opens()
    evening.signs(one)
    return evening.sends(other, nguoi_dai_dien=OTHER)


def key_missing(evening: Evening) -> TestResponse:
    return evening.sends(evening.opens(), attempt="")


def key_empty(evening: Evening) -> TestResponse:
    page = evening.opens()
    return evening.phone.post(page.action, data={**page.filled(), "attempt": ""})


def key_repeated(evening: Evening) -> TestResponse:
    page = evening.opens()
    return evening.sends(page, attempt=[page.attempt, page.attempt])


def two_keys(evening: Evening) -> TestResponse:
    page = evening.opens()
    return evening.sends(page, attempt=[page.attempt, evening.opens().attempt])


def key_foreign(evening: Evening) -> TestResponse:
    neighbour = open_page(evening.phone, evening.village.codes[1])
    return evening.sends(evening.opens(), attempt=neighbour.attempt)


def key_invented(evening: Evening) -> TestResponse:
    return evening.sends(evening.opens(), attempt="A" * 38)


def key_of_another_version(evening: Evening) -> TestResponse:
    return evening.sends(evening.opens(), version="999")


def same_key_other_content(evening: Evening) -> TestResponse:
    page = evening.opens()
    evening.signs(page)
    return evening.sends(page, items=["T01"], nam_sinh="1970")


def after_closing(evening: Evening) -> TestResponse:
    page = evening.opens()
    close(evening)
    return evening.sends(page)


def resent_after_closing(evening: Evening) -> TestResponse:
    page = evening.opens()
    evening.signs(page)
    close(evening)
    return evening.sends(page)


def after_reissue(evening: Evening) -> TestResponse:
    page = evening.opens()
    renew_code(evening)
    return evening.sends(page)


def resent_after_reissue(evening: Evening) -> TestResponse:
    page = evening.opens()
    evening.signs(page)
    renew_code(evening)
    return evening.sends(page)


def page_of_an_older_version(evening: Evening) -> TestResponse:
    page = evening.opens()
    publish_again(evening)
    return evening.sends(page)


def resent_from_an_older_version(evening: Evening) -> TestResponse:
    page = evening.opens()
    evening.signs(page)
    publish_again(evening)
    return evening.sends(page)


def edited_on_an_older_version(evening: Evening) -> TestResponse:
    page = evening.opens()
    evening.signs(page)
    publish_again(evening)
    return evening.sends(page, nguoi_dai_dien=OTHER)


def close(evening: Evening) -> None:
    with evening.house.database.writing() as session:
        close_campaign(session, present(), evening.campaign.id)


def renew_code(evening: Evening) -> None:
    village = evening.village
    subject = Subject(SubjectKind.HOUSEHOLD, village.household_ids[0], village.codes[0])
    with evening.house.database.writing() as session:
        reissue(session, present(), evening.house.keys, subject, village.hamlet_id)


def publish_again(evening: Evening) -> None:
    """Let a further version of the same form take the place of the one that is open."""
    copied = [column for column in QuestionnaireVersion.__table__.c if column.name != "id"]
    with evening.house.database.writing() as session:
        live = select(*copied).where(QuestionnaireVersion.form_code == "HO-ATGT")
        row = dict(session.execute(live).one()._mapping)
        session.execute(update(QuestionnaireVersion).values(superseded_at=present().now))
        content = {**row["content"], "version": 2}
        session.add(
            QuestionnaireVersion(**{**row, "version": 2, "content": content, "digest": digest_of(content)})
        )
