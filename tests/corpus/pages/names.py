"""Bodies that do not exist, with names and hosts of the real form."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PROVINCES = ("Lam Giang", "Hạ Sơn", "Tây Khê", "Vân Trường Sa Hạ", "Đông Lĩnh Thượng")
_FIRST = [
    "Thạch",
    "Phú",
    "Vĩnh",
    "An",
    "Đông",
    "Tân",
    "Hòa",
    "Long",
    "Mỹ",
    "Xuân",
    "Bình",
    "Kim",
    "Sơn",
    "Trung",
    "Đại",
    "Yên",
    "Quế",
    "Hưng",
]
_LAST = [
    "Lẫm",
    "Sầm",
    "Ngải",
    "Khuê",
    "Vãn",
    "Huân",
    "Diêu",
    "Trấp",
    "Miện",
    "Toại",
    "Lựu",
    "Mịch",
    "Nghiêu",
    "Bính",
    "Hạo",
]
_FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Nông",
    "Hà",
    "Lò",
]
_MIDDLE = [
    "Văn",
    "Thị",
    "Đức",
    "Minh",
    "Quang",
    "Thanh",
    "Ngọc",
    "Hữu",
    "Xuân",
    "Công",
    "Bá",
    "Thu",
]
_GIVEN = [
    "Hiếu",
    "Lan",
    "Thắng",
    "Nga",
    "Dũng",
    "Hạnh",
    "Tuấn",
    "Mai",
    "Bảo",
    "Thảo",
    "Sơn",
    "Yến",
    "Khôi",
    "Liên",
    "Phong",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A commune or ward with its names, its people, and where it publishes."""

    kind: str
    name: str
    province: str
    population: int
    host: str
    prefix: str
    hamlets: tuple[str, ...]

    @property
    def short(self) -> str:
        """ "xã Thạch Lẫm"."""
        return f"{self.kind} {self.name}"

    @property
    def body(self) -> str:
        """The committee's whole name."""
        return f"Ủy ban nhân dân {self.short}"

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other ways that people write it."""
        return (f"UBND {self.short}", self.short, f"{self.short}, {self.province}")

    @property
    def shared(self) -> bool:
        """Whether the portal is the province's, with a part for the commune."""
        return bool(self.prefix)

    @property
    def channel(self) -> str:
        """Host, and path on a shared portal."""
        return self.host + self.prefix


def plain(text: str) -> str:
    """Vietnamese letters as ASCII, words joined by hyphens: what portals put in addresses."""
    import re
    import unicodedata

    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def place(rng: Random, *, province: str | None = None, shared: bool = False) -> Place:
    """A commune, by chance."""
    province = province or rng.choice(PROVINCES)
    kind = rng.choice(("xã", "xã", "phường"))
    name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    slug, home = plain(name).replace("-", ""), plain(province).replace("-", "")
    hamlets = tuple(
        f"{word} {rng.choice(_FIRST)} {number}"
        for number, word in enumerate(rng.sample(("thôn", "bản", "xóm", "ấp"), 3), 1)
    )
    return Place(
        kind=kind,
        name=name,
        province=province,
        population=rng.randrange(4200, 38000),
        host=f"{home}.example" if shared else f"{slug}.{home}.example",
        prefix=f"/{slug}" if shared else "",
        hamlets=hamlets,
    )


def person(rng: Random) -> str:
    """A name of a person who does not exist."""
    return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"
