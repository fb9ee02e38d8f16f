"""Who signs, and in whose name: the lines above a signature.

Source: Decree 30/2020/NĐ-CP, article 13 and appendix I box 7a.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class SigningMode(StrEnum):
    """In whose name somebody signs."""

    HEAD = "head"
    ACTING = "acting"  # Q.
    FOR_HEAD = "for_head"  # KT.
    BY_ORDER = "by_order"  # TL.
    UNDER_AUTHORIZATION = "under_authorization"  # TUQ.


@dataclass(frozen=True, slots=True)
class Delegation:
    """A written authority to sign: the document, its first and last day.

    `holder` is the post it was given to; it binds that one alone, who cannot pass it
    on. Empty where the record does not say.
    """

    document: str
    valid_from: date
    last_day: date
    holder: str = ""

    def __post_init__(self) -> None:
        if not self.document.strip():
            raise NotDelegated("a delegation is a document")
        if self.last_day < self.valid_from:
            raise NotDelegated("a delegation ends before it begins")

    def allows(self, post: str, on: date | None) -> bool:
        """Say whether a post may sign under it on a day (None: some day)."""
        is_holder = not self.holder or _same(self.holder, post)
        return is_holder and (on is None or self.valid_from <= on <= self.last_day)


class NotDelegated(ValueError):
    """Signing under authorization without a written delegation valid on the day."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block as data; `lines` computes what is printed.

    `collective` is the body that decides together ("Ủy ban nhân dân") and makes the
    line TM.; a body with one head (a department) has none. `head_post` is the head's
    post, `post` the signer's own when another signs. `unit_head_post` is set when the
    deputy of a unit signs by order. A name that is not known yet leaves room for it.
    """

    head_post: str
    mode: SigningMode = SigningMode.HEAD
    collective: str = ""
    post: str = ""
    unit_head_post: str = ""
    name: str = ""
    delegation: Delegation | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the lines above the name, in capitals."""
        head, post = self.head_post.upper(), (self.post or self.head_post).upper()
        own = {
            SigningMode.HEAD: (head,),
            SigningMode.ACTING: (f"Q. {head}",),
            SigningMode.FOR_HEAD: (f"KT. {head}", post),
            SigningMode.BY_ORDER: (f"TL. {head}", *self._unit_lines(post)),
            SigningMode.UNDER_AUTHORIZATION: (f"TUQ. {head}", post),
        }[self.mode]
        # By order and under authorization one signs for the head, not for all.
        speaks_for_all = self.mode in _FOR_THE_COLLECTIVE and self.collective
        return (f"TM. {self.collective.upper()}", *own) if speaks_for_all else own

    def _unit_lines(self, post: str) -> tuple[str, ...]:
        if not self.unit_head_post:
            return (post,)
        return (f"KT. {self.unit_head_post.upper()}", post)

    def require_authority(self, on: date | None) -> None:
        """Check the right to sign on a day; without a day, that there is one at all.

        :raises NotDelegated: for TUQ. without a delegation in force that day
        """
        # Decree 30/2020, art. 13(3): authorization is written and limited in time,
        # and who is authorized does not authorize another.
        if self.mode is not SigningMode.UNDER_AUTHORIZATION:
            return
        if self.delegation is None or not self.delegation.allows(self.post, on):
            when = f" on {on:%d/%m/%Y}" if on else ""
            raise NotDelegated(f"no written delegation is in force{when}")


_FOR_THE_COLLECTIVE = {SigningMode.HEAD, SigningMode.ACTING, SigningMode.FOR_HEAD}


def signature_for(
    *,
    head_post: str,
    post: str,
    on: date | None,
    name: str = "",
    collective: str = "",
    is_acting: bool = False,
    unit_head_post: str = "",
    is_by_order: bool = False,
    delegation: Delegation | None = None,
) -> Signature:
    """Compute the signature block of an officer (domain-facts R1.7).

    The head signs as such, or as acting head; her deputy for her (KT.), also one who
    is put in charge for the time being. Anyone else signs under a written delegation
    (TUQ.) or, in a field handed to her unit, by order (TL.); `unit_head_post` is set
    when that is the unit's deputy.

    :param collective: the body that decides together (`Ủy ban nhân dân`), if it does
    :param on: the day of signing
    :raises NotDelegated: when nothing gives this post the right to sign that day
    """
    block = Signature(head_post=head_post, collective=collective, name=name)
    if _same(post, head_post):
        mode = SigningMode.ACTING if is_acting else SigningMode.HEAD
        return replace(block, mode=mode)
    if is_deputy(post, head_post):
        return replace(block, mode=SigningMode.FOR_HEAD, post=post)
    if is_by_order:
        mode = SigningMode.BY_ORDER
        return replace(block, mode=mode, post=post, unit_head_post=unit_head_post)
    mode = SigningMode.UNDER_AUTHORIZATION
    signed = replace(block, mode=mode, post=post, delegation=delegation)
    signed.require_authority(on)
    return signed


def is_deputy(post: str, head_post: str) -> bool:
    """Say whether a post is the deputy of another: Phó Chủ tịch of Chủ tịch."""
    deputy, head = " ".join(post.split()).casefold(), head_post.strip().casefold()
    if head == "bộ trưởng":
        return deputy == "thứ trưởng"
    return deputy in {f"phó {head}", f"phó {head} thường trực"}


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
