"""The demo's bodies, its people, and how they sign in."""

import secrets
from dataclasses import dataclass
from datetime import date

from loa.accounts.models import User
from loa.audit.services import MACHINE
from loa.cli._demo import story
from loa.cli._demo.province import (
    PEOPLE,
    PROVINCE,
    Person,
    body_rows,
    clerks,
)
from loa.orgs import loading
from loa.orgs.models import Body, Kind, Level, Role
from loa.orgs.services import create_group, give_role

# Without marks: a password is typed on any keyboard.
PASSWORD_WORDS = (
    "ben", "buoi", "cam", "cau", "che", "chieng", "cho", "dieu", "dinh", "do", "doi", "gio",
    "khen", "lang", "lua", "may", "mit", "mua", "nang", "ngoi", "que", "quyt", "ruong", "sao",
    "song", "thuyen", "trang", "trau", "tre", "trong",
)  # fmt: skip
# Hashing a password is slow on purpose: a few people sign in, others are invited anew.
SIGN_IN = [
    *PEOPLE,
    *(one for one in clerks() if one.username in {"tamgiai", "hoakhe", "khesay"}),
]
CHANNELS_SINCE = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one person of the demo signs in."""

    person: Person
    body_name: str
    password: str


def new_passwords() -> list[SignIn]:
    """Give every person of the demo a new random password."""
    bodies = {body.code: str(body) for body in Body.objects.filter(is_demo=True)}
    return [
        _with_password(
            User.objects.get(username=person.username), person, bodies[person.body]
        )
        for person in SIGN_IN
    ]


def _with_password(user: User, person: Person, body_name: str) -> SignIn:
    password = "-".join(secrets.choice(PASSWORD_WORDS) for _i in range(4))
    password += f"-{secrets.randbelow(9000) + 1000}"
    user.set_password(password)
    user.save(update_fields=["password"])
    return SignIn(person, body_name, password)


def make_bodies(begin: date) -> None:
    """Load the province's bodies and make the groups it addresses."""
    found = loading.compare(body_rows(), on=begin)
    at = story.at(begin, 7)
    loading.apply_differences(
        found, actor=MACHINE, at=at, since=CHANNELS_SINCE, is_demo=True
    )
    province = Body.objects.get(code=PROVINCE)
    create_group(
        owner=province, name="Ủy ban nhân dân các xã, phường", since=CHANNELS_SINCE,
        kinds=[Kind.PEOPLES_COMMITTEE], levels=[Level.COMMUNE], actor=MACHINE, at=at,
    )  # fmt: skip
    create_group(
        owner=province, name="Các sở, ban, ngành", since=CHANNELS_SINCE,
        kinds=[Kind.DEPARTMENT, Kind.OFFICE], levels=[Level.PROVINCE], direct_only=True,
        actor=MACHINE, at=at,
    )  # fmt: skip


def invite_people(begin: date) -> list[SignIn]:
    """Give everybody a role; return how the few who sign in do."""
    at, sign_ins = story.at(begin, 7), []
    bodies = {body.code: body for body in Body.objects.all()}
    for person in [*PEOPLE, *clerks()]:
        user = User.objects.create_user(person.username, full_name=person.full_name)
        give_role(
            user=user, role=person.role, body=bodies[person.body], on=begin, actor=MACHINE, at=at,
            by_number="12/QĐ-UBND",
        )  # fmt: skip
        if person.over_province:
            role = Role.OVERSEER if person.role == Role.OFFICER else person.role
            give_role(
                user=user, role=role, body=bodies[PROVINCE], with_below=True, on=begin,
                actor=MACHINE, at=at, by_number="12/QĐ-UBND",
            )  # fmt: skip
        if person in SIGN_IN:
            sign_ins.append(_with_password(user, person, str(bodies[person.body])))
    return sign_ins
