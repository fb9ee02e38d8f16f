"""A body that is abolished while people type in its name."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.services import MACHINE
from loa.common.dates import now, today
from loa.evidence import services
from loa.evidence.drafting import BadRecord
from loa.evidence.models import Record
from loa.orgs.models import Body, BodyVersion, Role
from loa.orgs.services import record_succession
from loa.reference.models import CommunicationForm
from tests.cast import Cast, make_cast
from tests.evidence.test_pages import form_data, paste
from tests.evidence.test_races import at_once
from tests.evidence.work import AT, HOST, Work, make_work
from tests.factories import give

RECORD = reverse("evidence:record")


def abolish(old: Body, new: Body | None, on: date) -> None:
    record_succession(
        from_body=old, to_body=new, kind="merge", on=on, actor=MACHINE, at=now()
    )


def shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@pytest.mark.django_db
def test_what_was_typed_comes_back_with_who_succeeded_and_goes_there(
    work: Work,
) -> None:
    cast, ended = work.cast, today() - timedelta(days=3)
    client = cast.client("clerk")
    late = paste(client, f"https://{HOST}/moi", done_on=shown(today()), note="Giữ lại")
    late["co-quan"] = str(cast.commune.pk)
    abolish(cast.commune, cast.neighbour, ended)
    give(cast.clerk, Role.OFFICER, cast.neighbour)

    refused = client.post(RECORD, late)
    page = refused.content.decode()

    assert refused.status_code == 422
    assert not Record.objects.exists()
    assert "phường Hòa Khê" in page
    assert f"đến hết ngày {shown(ended - timedelta(days=1))}" in page
    assert "Tin về thủ tục hộ tịch" in page
    assert "Giữ lại" in page
    assert f'name="cho" value="{cast.neighbour.pk}"' in page
    done = client.post(RECORD, late | {"cho": str(cast.neighbour.pk)})
    assert done.status_code == 302
    assert Record.objects.get().body_id == cast.neighbour.pk


@pytest.mark.django_db
def test_work_of_before_is_still_recorded_for_the_old_body(work: Work) -> None:
    cast, ended = work.cast, today() - timedelta(days=3)
    client = cast.client("clerk")
    earlier = paste(
        client, f"https://{HOST}/cu", done_on=shown(ended - timedelta(days=1))
    )
    earlier["co-quan"] = str(cast.commune.pk)
    abolish(cast.commune, cast.neighbour, ended)

    done = client.post(RECORD, earlier, follow=True)

    assert Record.objects.get().body_id == cast.commune.pk
    assert "Cơ quan của anh/chị không còn" in done.content.decode()
    record = reverse("evidence:detail", args=[Record.objects.get().pk])
    assert cast.client("outsider").get(record).status_code == 200  # the successor's
    assert client.get(RECORD).status_code == 200
    assert form_data(client)


@pytest.mark.django_db
def test_who_had_no_role_in_the_old_body_gets_nothing_by_naming_it(work: Work) -> None:
    cast, ended = work.cast, today() - timedelta(days=3)
    abolish(cast.commune, cast.neighbour, ended)
    client = cast.client("outsider")
    data = paste(client, f"https://{HOST}/x", done_on=shown(ended - timedelta(days=1)))
    data["co-quan"] = str(cast.commune.pk)

    client.post(RECORD, data)
    client.post(RECORD, data | {"cho": str(cast.province.pk), "co-quan": "9" * 40})

    assert not Record.objects.filter(body=cast.commune).exists()
    assert not Record.objects.filter(body=cast.province).exists()


@pytest.mark.django_db
def test_who_lost_her_role_before_or_since_cannot_write_for_it(work: Work) -> None:
    cast, ended = work.cast, today() - timedelta(days=3)
    cast.clerk.grants.update(until_on=ended - timedelta(days=1))
    abolish(cast.commune, cast.neighbour, ended)

    assert cast.client("clerk").get(RECORD).status_code == 403


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_an_abolition_and_records_at_once_each_is_whole_or_refused() -> None:
    cast: Cast = make_cast()
    make_work(cast)
    ended, acting = date(2026, 11, 10), cast.acting("clerk")
    news = CommunicationForm.objects.get(code="news")

    def record(number: int, day: date) -> object:
        return services.record_activity(
            body_id=cast.commune.pk, done_on=day, form=news, title="Tin", at=AT,
            address=f"https://{HOST}/t{number}", actor=cast.clerk, acting=acting,
        )  # fmt: skip

    results = at_once(
        lambda: abolish(cast.commune, cast.neighbour, ended),
        *[lambda n=n: record(n, date(2026, 11, 16)) for n in range(3)],
        lambda: record(9, date(2026, 11, 5)),
    )

    refused = [one for one in results if isinstance(one, (BadRecord, PermissionDenied))]
    odd = [one for one in results if isinstance(one, Exception) and one not in refused]
    assert odd == []
    # What came first stands, what came after does not.
    stored = Record.objects.filter(done_on=date(2026, 11, 16)).count()
    assert stored == 3 - len(refused)
    assert BodyVersion.objects.get(body=cast.commune).valid_to == ended
    assert isinstance(results[-1], services.Recorded)
    with pytest.raises(BadRecord):
        record(10, date(2026, 11, 16))
