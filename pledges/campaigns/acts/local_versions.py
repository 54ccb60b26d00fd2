"""Makes the versions of units that added items: the core in use, the items of units above, their own."""

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.catalogue import with_local_items
from pledges.campaigns.queries import version_of
from pledges.campaigns.rules import LocalText
from pledges.campaigns.tables import LocalItems, QuestionnaireVersion
from pledges.campaigns.versions import last_number, words_of
from pledges.foundation.moments import Occasion
from pledges.units.queries.tree import ids_of, ids_within
from pledges.units.tables import Unit

_Items = list[tuple[str, LocalText]]


def renew_local_versions(
    session: Session, occasion: Occasion, campaign_id: int, form_code: str, top_id: int | None = None
) -> None:
    """Supersede the units' own versions of a form by new ones: all of them, or those of a unit and below it.

    Nothing happens before the form is published. A unit without items of its own has no version of its own.
    """
    core = version_of(session, campaign_id, form_code)
    if core.frozen_at is None:
        return
    _supersede(session, occasion, core, top_id)
    rows = session.execute(_with_items(core)).all()
    own: dict[int, _Items] = {unit_id: _coded(items) for unit_id, _path, items in rows}
    for unit_id, path, _items in rows:
        line = ids_of(path)
        if top_id is None or top_id in line:
            said = [item for above in line for item in own.get(above, [])]
            session.add(_version(session, occasion, core, (unit_id, said)))
    session.flush()


def _with_items(core: QuestionnaireVersion) -> Select[int, str, list[dict[str, object]]]:
    return (
        select(Unit.id, Unit.path, LocalItems.items)
        .join(LocalItems, LocalItems.unit_id == Unit.id)
        .where(LocalItems.campaign_id == core.campaign_id, LocalItems.form_code == core.form_code)
        .order_by(Unit.id)
    )


def _supersede(session: Session, occasion: Occasion, core: QuestionnaireVersion, top_id: int | None) -> None:
    """End the units' own versions in use before the new ones come: there is never more than one of a unit."""
    ending = update(QuestionnaireVersion).where(
        QuestionnaireVersion.campaign_id == core.campaign_id,
        QuestionnaireVersion.form_code == core.form_code,
        QuestionnaireVersion.unit_id.is_not(None),
        QuestionnaireVersion.superseded_at.is_(None),
    )
    if top_id is not None:
        ending = ending.where(QuestionnaireVersion.unit_id.in_(ids_within([top_id])))
    ending = ending.values(superseded_at=occasion.now)
    session.execute(ending.execution_options(synchronize_session="fetch"))


def _version(
    session: Session, occasion: Occasion, core: QuestionnaireVersion, added: tuple[int, _Items]
) -> QuestionnaireVersion:
    unit_id, items = added
    content, digest = with_local_items(core.content, items)
    return QuestionnaireVersion(
        campaign_id=core.campaign_id,
        form_code=core.form_code,
        kind=core.kind,
        subject_kind=core.subject_kind,
        version=last_number(session, core.campaign_id, core.form_code, unit_id) + 1,
        unit_id=unit_id,
        based_on_id=core.id,
        content=content,
        digest=digest,
        frozen_at=occasion.now,
    )


def _coded(items: list[dict[str, object]]) -> _Items:
    return [(str(item["code"]), words_of(item)) for item in items]
