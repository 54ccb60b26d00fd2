"""Who may open which door: every route is marked public or requires a permission, unmarked is refused."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from flask import Flask, g, request

from pledges.foundation.errors import ForeignOrigin, NotAllowed, NotFound, SignInNeeded

_View = TypeVar("_View", bound=Callable[..., Any])
_RULE = "_access_rule"
PUBLIC = "public"
SIGNED_IN = "signed in"
TOKEN_FIELD = "csrf_token"  # noqa: S105  # the name of a field, no secret
_READS = ("GET", "HEAD", "OPTIONS")


class Actor(Protocol):
    """The staff member acting now, with the roots each permission reaches."""

    @property
    def id(self) -> int: ...

    @property
    def display_name(self) -> str: ...

    @property
    def csrf_key(self) -> str: ...

    @property
    def reaches(self) -> Mapping[str, frozenset[int]]:
        """Permission → ids of the units at the top of its scopes."""
        ...


@dataclass(frozen=True)
class AccessRule:
    """What a route asks for: ``"public"``, ``"signed in"`` or the name of a permission.

    Without ``writes`` its forms store nothing, so that nobody gains by having them sent: they need no token.
    """

    asks: str
    writes: bool = True


def public(view: _View) -> _View:
    """Mark a view as open to anyone."""
    setattr(view, _RULE, AccessRule(PUBLIC))
    return view


def signed_in(view: _View) -> _View:
    """Mark a view as open to any signed-in staff member (their own account, the staff front page)."""
    setattr(view, _RULE, AccessRule(SIGNED_IN))
    return view


def requires(permission: str, *, writes: bool = True) -> Callable[[_View], _View]:
    """Mark a view as open only to staff who hold the permission somewhere; the act checks the scope.

    ``writes=False`` is for a public form shown to staff to be tried: it holds no token, and nothing is stored.
    """

    def marked(view: _View) -> _View:
        setattr(view, _RULE, AccessRule(permission, writes))
        return view

    return marked


def access_rule_of(view: Callable[..., Any]) -> AccessRule | None:
    """Return the mark of a view, or None for an unmarked one."""
    rule = getattr(view, _RULE, None)
    return rule if isinstance(rule, AccessRule) else None


def init_access(app: Flask, identify: Callable[[], Actor | None], public_url: str) -> None:
    """Check every request before its view runs: the mark, the actor, and where a form came from.

    ``identify`` tells who is acting; it is only asked on pages that are not public.
    """
    own_origins = {public_url.lower()}

    @app.before_request
    def check_access() -> None:
        if request.endpoint is None:
            return  # No such address: the 404 page needs no right.
        rule = access_rule_of(app.view_functions[request.endpoint])
        if rule is None:
            raise NotFound
        if request.method not in _READS:
            _refuse_foreign(own_origins | {request.host_url.rstrip("/").lower()})
        if rule.asks == PUBLIC:
            g.actor = None
            return
        g.actor = _permitted(identify(), rule)
        if request.method not in _READS and rule.writes:
            _check_token(g.actor)


def _permitted(actor: Actor | None, rule: AccessRule) -> Actor:
    if actor is None:
        raise SignInNeeded
    if rule.asks not in (SIGNED_IN, *actor.reaches):
        raise NotAllowed
    return actor


def _refuse_foreign(own_origins: set[str]) -> None:
    """Accept a form when the browser says it is our own; old browsers that say nothing are let through.

    No cookie is involved on public pages, so there is nothing a foreign page could borrow; the check keeps
    other sites from filling in forms in a visitor's name. Staff forms carry a token as well.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site in ("same-origin", "none"):
        return
    if origin is not None and origin.lower() in own_origins:
        return
    if site is None and origin is None:
        return
    raise ForeignOrigin


def _check_token(actor: Actor) -> None:
    sent = request.form.get(TOKEN_FIELD, "")
    if not hmac.compare_digest(sent.encode(), actor.csrf_key.encode()):
        raise ForeignOrigin


def csrf_token() -> str:
    """Return the token of the staff member acting now, for a hidden field named ``csrf_token``."""
    return acting().csrf_key


def acting() -> Actor:
    """Return the staff member acting in this request.

    :raises SignInNeeded: on a public page, where nobody is known.
    """
    actor: Actor | None = g.get("actor")
    if actor is None:
        raise SignInNeeded
    return actor
