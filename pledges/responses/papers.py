"""The own data of whoever pledged as a paper that people read."""

from datetime import datetime

from pledges.foundation.vietnamese.dates import clock_time, local_datetime, official_date
from pledges.paper.pdf import render_pdf
from pledges.paper.templates import fill
from pledges.responses.own_record import CHANNEL_WORDS, CONFIRMED_WORDS, PROOF_WORDS, SUBJECT_WORDS, OwnData

TITLE = "Dữ liệu của tôi trong bản cam kết"


def own_data_paper(own: OwnData) -> bytes:
    """Make the paper, in Vietnamese as all papers are; the same data give the same bytes.

    :raises PdfEngineMissing: when the machine has no PDF engine.
    """
    words = {
        "channel": CHANNEL_WORDS,
        "proof": PROOF_WORDS,
        "confirmed": CONFIRMED_WORDS,
        "subject": SUBJECT_WORDS,
    }
    return render_pdf(fill("own-record", own=own, title=TITLE, words=words, moment=_moment), title=TITLE)


def _moment(utc: datetime) -> str:
    local = local_datetime(utc)
    return f"{clock_time(local)} {official_date(local.date())}"
