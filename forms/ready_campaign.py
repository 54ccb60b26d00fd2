"""A campaign that is ready to be opened, with its forms, slogans, basis documents and the name of the law."""

from dataclasses import dataclass
from datetime import date

from forms.decoding import ShapeInvalid
from forms.parts import Group
from forms.text import LANGUAGES, Text
from forms.written_dates import written_date

# What a document of this kind is called in English; the number says which one it is.
_KINDS_IN_ENGLISH = {
    "Chỉ thị": "Directive",
    "Công văn": "Official Letter",
    "Hướng dẫn": "Guidance",
    "Kế hoạch": "Plan",
    "Kết luận": "Conclusion",
    "Nghị quyết": "Resolution",
    "Quyết định": "Decision",
}

_USUAL_REPORTS = Text("6 tháng và cả năm", "half-year and year")


@dataclass(frozen=True)
class BasisDocument:
    """A document the campaign rests on, as cited: kind, number and symbol, date, issuer, subject."""

    kind: str
    number: str
    issued_on: date
    issuer: Text
    subject: Text

    @property
    def cited(self) -> Text:
        """The document as a sentence cites it."""
        kind = _KINDS_IN_ENGLISH.get(self.kind, "Document")
        vi, en = (written_date(self.issued_on, language) for language in LANGUAGES)
        return Text(
            f"{self.kind} số {self.number} ngày {vi} của {self.issuer.vi} {self.subject.vi}",
            f"{kind} No. {self.number} of {en} of the {self.issuer.en} {self.subject.en}",
        )


@dataclass(frozen=True)
class LawName:
    """What the road traffic law is called in a text of a day from ``since`` on."""

    since: date
    name: Text


@dataclass(frozen=True)
class ReadyCampaign:
    """What the plan gives for a campaign; whoever opens it adds the dates and the contact."""

    code: str
    version: int
    title: Text
    name_in_sentence: Text
    theme: Text
    forms: tuple[str, ...]
    slogans: tuple[Group, ...]
    law_names: tuple[LawName, ...]
    basis_documents: tuple[BasisDocument, ...]
    report_period: Text = _USUAL_REPORTS

    def __post_init__(self) -> None:
        days = [law_name.since for law_name in self.law_names]
        if not days or days != sorted(set(days)):
            raise ShapeInvalid("law_names", "must be there, and each later than the one before")
        if not self.basis_documents:
            raise ShapeInvalid("basis_documents", "needs at least one")

    def texts(self, on: date) -> dict[str, Text]:
        """Return what the campaign says for the blanks of its texts before anybody has opened it, on a day."""
        return {
            "ten_chien_dich": self.name_in_sentence,
            "ten_phap_luat_giao_thong": self.law_name(on),
            "van_ban_can_cu": self.cited,
            "ky_bao_cao": self.report_period,
        }

    @property
    def cited(self) -> Text:
        """The documents it rests on, as a sentence cites them."""
        documents = [document.cited for document in self.basis_documents]
        return Text("; ".join(each.vi for each in documents), "; ".join(each.en for each in documents))

    def law_name(self, on: date) -> Text:
        """Return the name of the road traffic law on a day, the earliest one for days before it.

        Why: the Law on Road Traffic of 2008 ended on 31 December 2024 with the coming into force of laws
        36/2024/QH15 and 35/2024/QH15, and a text must not name a law that is no longer in force.
        """
        in_force = [law_name for law_name in self.law_names if law_name.since <= on]
        return (in_force or self.law_names)[-1 if in_force else 0].name
