"""Removes the sample commune and everything that hangs on it, so that real use begins on clean ground."""

from sqlalchemy import CursorResult, Delete, Select, delete, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.tables import (
    Campaign,
    Exclusion,
    Invitation,
    InvitationMove,
    LocalItems,
    QuestionnaireVersion,
)
from pledges.certificates.tables import Certificate, CertificateSeries
from pledges.demo.queries import sample_roots
from pledges.demo.rules import REMOVED
from pledges.entry.tables import ReviewNote, SignSheet, SignSheetRow
from pledges.foundation.audit import AuditChain, AuditEvent, Change, record
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.tables import Code
from pledges.prints.tables import PrintHandOver, PrintPart, PrintPiece, PrintRun
from pledges.prints.tidying import remove_files
from pledges.register.rules import SubjectKind
from pledges.register.tables import (
    Counter,
    DistinctPair,
    Household,
    ImportRow,
    Office,
    Official,
    PhoneMark,
    RegisterImport,
    RegisterMapping,
    SubjectMove,
)
from pledges.responses.tables import DoorAlert, Member, Proof, Response, Signature, SignedText
from pledges.satisfaction.slip_acts import forget
from pledges.satisfaction.tables import Slip, SlipPack
from pledges.staff.tables import Staff, StaffRole
from pledges.stationery.tables import PaperBlock, PaperHead, PrinterOffset
from pledges.tallies.tables import BaseChange, LeafCount
from pledges.units.queries.tree import ids_within
from pledges.units.tables import Succession, Unit, UnitChange, UnitCode, UnitList, UnitState

_NO_UNIT = 0
Ids = Select[int]


def remove(house: House, occasion: Occasion) -> int:
    """Remove the sample and return how many rows went; accounts that had roles in it alone are closed."""
    with house.database.writing() as session:
        units = [root.id for root in sample_roots(session)]
        if not units:
            return 0
        campaigns = list(session.scalars(select(Campaign.id).where(Campaign.unit_id.in_(ids_within(units)))))
        runs = list(session.scalars(select(PrintRun.id).where(PrintRun.unit_id.in_(ids_within(units)))))
        packs = list(session.scalars(_packs_seated_in(ids_within(units))))
        removed = _delete_all(session, ids_within(units), campaigns)
        _close_accounts(session)
        record(session, occasion, Change(_NO_UNIT, REMOVED, "demo", after=f"{removed} rows"))
    for campaign_id in campaigns:
        house.sealed.remove(f"answers:{campaign_id}:")
        house.sealed.remove(f"declined:{campaign_id}:")
    forget(house.sealed.passing_keys, handed_over=packs, over=packs)
    for run_id in runs:
        remove_files(house, run_id)
    return removed


def _delete_all(session: Session, units: Ids, campaigns: list[int]) -> int:
    """Delete from the leaves of the references to their root, so that no foreign key is ever broken."""
    unit_ids = list(session.scalars(units))
    statements = [*_of_campaigns(campaigns), *_of_register(unit_ids), *_of_units(unit_ids)]
    results = [
        session.execute(statement.execution_options(synchronize_session=False)) for statement in statements
    ]
    return sum(result.rowcount for result in results if isinstance(result, CursorResult))


def _of_campaigns(campaigns: list[int]) -> list[Delete]:
    responses = select(Response.id).where(Response.campaign_id.in_(campaigns))
    invitations = select(Invitation.id).where(Invitation.campaign_id.in_(campaigns))
    sheets = select(SignSheet.id).where(SignSheet.campaign_id.in_(campaigns))
    return [
        delete(Proof).where(Proof.response_id.in_(responses)),
        delete(Signature).where(Signature.response_id.in_(responses)),
        delete(SignSheetRow).where(SignSheetRow.sheet_id.in_(sheets)),
        delete(SignSheet).where(SignSheet.campaign_id.in_(campaigns)),
        delete(Member).where(Member.response_id.in_(responses)),
        delete(Certificate).where(Certificate.response_id.in_(responses)),
        delete(Response).where(Response.campaign_id.in_(campaigns)),
        delete(SignedText).where(SignedText.digest.not_in(select(Response.text_digest))),
        delete(Exclusion).where(Exclusion.invitation_id.in_(invitations)),
        delete(InvitationMove).where(InvitationMove.invitation_id.in_(invitations)),
        delete(Invitation).where(Invitation.campaign_id.in_(campaigns)),
        delete(LeafCount).where(LeafCount.campaign_id.in_(campaigns)),
        delete(BaseChange).where(BaseChange.campaign_id.in_(campaigns)),
        delete(LocalItems).where(LocalItems.campaign_id.in_(campaigns)),
        delete(QuestionnaireVersion).where(QuestionnaireVersion.campaign_id.in_(campaigns)),
        delete(Campaign).where(Campaign.id.in_(campaigns)),
    ]


def _of_register(units: list[int]) -> list[Delete]:
    households = select(Household.id).where(Household.unit_id.in_(units))
    offices = select(Office.id).where(Office.seat_unit_id.in_(units))
    imports = select(RegisterImport.id).where(RegisterImport.unit_id.in_(units))
    counters = select(Counter.id).where(Counter.office_id.in_(offices))
    officials = select(Official.id).where(Official.unit_id.in_(units))
    return [
        delete(DoorAlert).where(DoorAlert.unit_id.in_(units)),
        delete(ReviewNote).where(ReviewNote.unit_id.in_(units)),
        delete(Code).where(Code.subject_kind == SubjectKind.OFFICE, Code.subject_id.in_(offices)),
        delete(Code).where(Code.subject_kind == SubjectKind.OFFICIAL, Code.subject_id.in_(officials)),
        delete(Code).where(Code.subject_kind == SubjectKind.HOUSEHOLD, Code.subject_id.in_(households)),
        delete(Code).where(Code.subject_kind == SubjectKind.COUNTER, Code.subject_id.in_(counters)),
        delete(Slip).where(Slip.pack_id.in_(_packs_seated_in(units))),
        delete(SlipPack).where(SlipPack.counter_id.in_(counters)),
        delete(Counter).where(Counter.office_id.in_(offices)),
        delete(Office).where(Office.seat_unit_id.in_(units)),
        delete(SubjectMove).where(SubjectMove.from_unit_id.in_(units)),
        delete(PhoneMark).where(PhoneMark.household_id.in_(households)),
        delete(DistinctPair).where(DistinctPair.first_id.in_(households)),
        delete(Household).where(Household.unit_id.in_(units), Household.merged_into_id.is_not(None)),
        delete(Household).where(Household.unit_id.in_(units)),
        delete(Official).where(Official.unit_id.in_(units)),
        delete(ImportRow).where(ImportRow.import_id.in_(imports)),
        delete(RegisterImport).where(RegisterImport.unit_id.in_(units)),
        delete(RegisterMapping).where(RegisterMapping.unit_id.in_(units)),
        *_of_prints(units),
        delete(CertificateSeries).where(CertificateSeries.unit_id.in_(units)),
    ]


def _of_prints(units: list[int]) -> list[Delete]:
    runs = select(PrintRun.id).where(PrintRun.unit_id.in_(units))
    return [
        *(delete(table).where(table.run_id.in_(runs)) for table in (PrintHandOver, PrintPiece, PrintPart)),
        # Reprints point at their run: that nothing points nowhere is asked when all are gone, at the statement's end.
        delete(PrintRun).where(PrintRun.unit_id.in_(units)),
    ]


def _packs_seated_in(units: Ids | list[int]) -> Ids:
    offices = select(Office.id).where(Office.seat_unit_id.in_(units))
    counters = select(Counter.id).where(Counter.office_id.in_(offices))
    return select(SlipPack.id).where(SlipPack.counter_id.in_(counters))


def _of_units(units: list[int]) -> list[Delete]:
    return [
        *(delete(table).where(table.unit_id.in_(units)) for table in (PaperBlock, PaperHead, PrinterOffset)),
        delete(StaffRole).where(StaffRole.unit_id.in_(units)),
        delete(AuditEvent).where(AuditEvent.unit_id.in_(units)),
        delete(AuditChain).where(AuditChain.unit_id.in_(units)),
        delete(UnitCode).where(UnitCode.unit_id.in_(units)),
        delete(UnitState).where(UnitState.unit_id.in_(units)),
        delete(Succession).where(Succession.old_id.in_(units)),
        delete(UnitChange).where(UnitChange.unit_id.in_(units)),
        delete(UnitList).where(UnitList.parent_id.in_(units)),
        # Children have higher ids than their parents; one statement may not rely on the order of its rows.
        *(delete(Unit).where(Unit.id == unit_id) for unit_id in sorted(units, reverse=True)),
    ]


def _close_accounts(session: Session) -> None:
    held = select(StaffRole.staff_id)
    session.execute(update(Staff).where(Staff.id.not_in(held)).values(is_active=False))
