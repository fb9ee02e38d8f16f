"""Who signs, and in whose name: the lines above a signature.

Source: Decree 30/2020/NĐ-CP, article 13 and appendix I box 7a.
"""

from dataclasses import dataclass
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
    """A written authority to sign: the document, its first and last day."""

    document: str
    valid_from: date
    last_day: date


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

    def require_authority(self, on: date) -> None:
        """Check the right to sign on a day.

        :raises NotDelegated: for TUQ. without a delegation in force that day
        """
        # Decree 30/2020, art. 13(3): authorization is written and limited in time.
        if self.mode is not SigningMode.UNDER_AUTHORIZATION:
            return
        held = self.delegation
        if held is None or not held.valid_from <= on <= held.last_day:
            raise NotDelegated(f"no written delegation is in force on {on:%d/%m/%Y}")


_FOR_THE_COLLECTIVE = {SigningMode.HEAD, SigningMode.ACTING, SigningMode.FOR_HEAD}
