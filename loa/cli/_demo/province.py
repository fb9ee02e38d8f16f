"""The invented province Lam Giang: its bodies, groups and people."""

from dataclasses import dataclass

from loa.orgs.loading import BodyRow
from loa.orgs.models import Kind, Level, Role

PROVINCE = "demo.lg"
HOST = "lamgiang.gov.vn"

# name, unit type, slug, position: communes of one invented map
COMMUNES = [
    ("Bến Lam", "phường", "benlam", 21.50, 105.76),
    ("Cầu Ngói", "phường", "caungoi", 21.49, 105.82),
    ("Hòa Khê", "phường", "hoakhe", 21.46, 105.70),
    ("Tân Lam", "phường", "tanlam", 21.53, 105.82),
    ("An Thượng Lộc", "xã", "anthuongloc", 21.58, 105.65),
    ("Cồn Dừa", "xã", "condua", 21.41, 105.98),
    ("Đồng Vàng", "xã", "dongvang", 21.38, 105.90),
    ("Khe Sậy", "xã", "khesay", 21.63, 105.52),
    ("Lũng Trầu", "xã", "lungtrau", 21.44, 105.47),
    ("Mỹ Hạ Đông", "xã", "myhadong", 21.56, 105.93),
    ("Ninh Phụng", "xã", "ninhphung", 21.33, 105.66),
    ("Quế Trạch", "xã", "quetrach", 21.39, 105.57),
    ("Suối Đá", "xã", "suoida", 21.52, 105.55),
    ("Tam Giai", "xã", "tamgiai", 21.60, 105.79),
    ("Thượng Nghè", "xã", "thuongnghe", 21.67, 105.72),
    ("Yên Lạch", "xã", "yenlach", 21.54, 106.02),
]
DEPARTMENTS = [
    ("vp", "Văn phòng Ủy ban nhân dân tỉnh", "VP", Kind.OFFICE),
    ("snv", "Sở Nội vụ", "SNV", Kind.DEPARTMENT),
    ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", Kind.DEPARTMENT),
    ("skhcn", "Sở Khoa học và Công nghệ", "SKHCN", Kind.DEPARTMENT),
    ("stp", "Sở Tư pháp", "STP", Kind.DEPARTMENT),
    ("stc", "Sở Tài chính", "STC", Kind.DEPARTMENT),
    ("sgddt", "Sở Giáo dục và Đào tạo", "SGDĐT", Kind.DEPARTMENT),
    ("syt", "Sở Y tế", "SYT", Kind.DEPARTMENT),
]
FRONT = ("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "MTTQ", Kind.FRONT)
OFFICE = ("vhxh", "Phòng Văn hóa - Xã hội", "VHXH", Kind.DIVISION)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo: where, as what."""

    username: str
    full_name: str
    body: str
    role: Role
    over_province: bool = False


PEOPLE = [
    Person(
        "theo.doi",
        "Phạm Thị Minh Hạnh",
        f"{PROVINCE}.snv",
        Role.OFFICER,
        over_province=True,
    ),
    Person("giam.doc", "Nguyễn Hữu Khang", f"{PROVINCE}.snv", Role.HEAD),
    Person("van.hoa", "Vũ Đình Phúc", f"{PROVINCE}.svhttdl", Role.OFFICER),
    Person(
        "quan.tri", "Đoàn Thị Mai", PROVINCE, Role.ADMINISTRATOR, over_province=True
    ),
    Person("chu.tich", "Trần Quang Vinh", f"{PROVINCE}.tamgiai", Role.HEAD),
]


def commune_code(slug: str) -> str:
    """The code of a commune's body."""
    return f"{PROVINCE}.{slug}"


def clerks() -> list[Person]:
    """One clerk in each commune."""
    names = [
        "Lê Thị Hoa", "Bùi Văn Nam", "Đỗ Thị Thu", "Hoàng Văn Sơn", "Ngô Thị Lụa",
        "Đặng Văn Cường", "Trịnh Thị Ngân", "Lò Văn Páo", "Nông Thị Dung", "Phan Thị Hiền",
        "Đinh Công Tráng", "Mai Thị Quế", "Vàng A Dinh", "Nguyễn Thị Lan", "Cao Bá Thành",
        "Hồ Thị Yến",
    ]  # fmt: skip
    return [
        Person(slug, name, commune_code(slug), Role.OFFICER)
        for (_name, _type, slug, _lat, _lon), name in zip(COMMUNES, names, strict=True)
    ]


def body_rows() -> list[BodyRow]:
    """The province, its departments, the Front, communes and their offices."""
    rows = [
        BodyRow(
            PROVINCE, "Ủy ban nhân dân tỉnh Lam Giang", Kind.PEOPLES_COMMITTEE, Level.PROVINCE,
            short_name="Tỉnh Lam Giang", unit_type="tỉnh", symbol="UBND", place="Bến Lam",
            latitude=21.5, longitude=105.76,
        )
    ]  # fmt: skip
    rows += [
        BodyRow(
            f"{PROVINCE}.{suffix}", name, kind, Level.PROVINCE, PROVINCE,
            symbol=symbol, place="Bến Lam",
        )
        for suffix, name, symbol, kind in [*DEPARTMENTS, FRONT]
    ]  # fmt: skip
    for name, unit_type, slug, latitude, longitude in COMMUNES:
        code = commune_code(slug)
        rows.append(
            BodyRow(
                code, f"Ủy ban nhân dân {unit_type} {name}", Kind.PEOPLES_COMMITTEE,
                Level.COMMUNE, PROVINCE, short_name=f"{unit_type.capitalize()} {name}",
                unit_type=unit_type, symbol="UBND", place=name,
                latitude=latitude, longitude=longitude,
            )
        )  # fmt: skip
        suffix, office, symbol, kind = OFFICE
        rows.append(
            BodyRow(
                f"{code}.{suffix}", office, kind, Level.COMMUNE, code, symbol=symbol
            )
        )
    return rows
