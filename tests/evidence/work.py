"""A commune with a monthly quota, and short ways to record and judge."""

from dataclasses import dataclass
from datetime import date, datetime

from loa.channels.models import Channel
from loa.evidence import services
from loa.evidence.models import Record, Standing, Tally
from loa.programmes.models import Directive, Task
from loa.reference.models import Area, CommunicationForm
from tests.cast import Cast
from tests.factories import (
    make_channel,
    make_directive,
    make_document,
    make_task,
    make_user,
    moment,
)

HOST = "tamgiai.lamgiang.gov.vn"
NOVEMBER = date(2026, 11, 1)
IN_NOVEMBER = date(2026, 11, 16)
AT = moment(2026, 11, 20)


@dataclass(slots=True)
class Work:
    """The standing people, a directive with a quota, and the commune's own channel."""

    cast: Cast
    directive: Directive
    task: Task
    channel: Channel

    def record(
        self,
        address: str = f"https://{HOST}/tin-1",
        *,
        who: str = "clerk",
        done_on: date = IN_NOVEMBER,
        form: str = "news",
        area: str = "",
        at: datetime = AT,
        **fields: object,
    ) -> services.Recorded:
        acting = self.cast.acting(who)
        return services.record_activity(
            body_id=acting.body_id,
            done_on=done_on,
            form=CommunicationForm.objects.get(code=form),
            area=Area.objects.get(code=area) if area else None,
            address=address,
            actor=getattr(self.cast, who),
            acting=acting,
            at=at,
            **({"title": "12 thủ tục hộ tịch qua mạng"} | fields),
        )

    def judge(
        self, record: Record, standing: Standing, *, at: datetime = AT, **fields: object
    ) -> None:
        services.give_verdict(
            record=record,
            standing=standing,
            actor=self.cast.overseer,
            acting=self.cast.acting("overseer"),
            at=at,
            **({"reason": "Đã mở trang, đúng chủ đề"} | fields),
        )

    def withdraw(self, record: Record, *, at: datetime = AT) -> None:
        services.withdraw_record(
            record=record,
            reason="Ghi nhầm",
            actor=self.cast.clerk,
            acting=self.cast.acting("clerk"),
            at=at,
        )

    def columns(
        self, task: Task | None = None, start: date = NOVEMBER
    ) -> dict[str, int]:
        """The columns above zero of the commune's cell."""
        row = Tally.objects.filter(
            task=task or self.task, body=self.cast.commune, period_start=start
        ).first()
        names = [*Standing.values, "late"]
        return {
            name: getattr(row, name) for name in names if row and getattr(row, name)
        }


def make_work(cast: Cast) -> Work:
    clerk = make_user("province-clerk", "Phan Văn Thư")
    document = make_document(cast.province, clerk)
    directive = make_directive(document, clerk)
    return Work(
        cast=cast,
        directive=directive,
        task=make_task(directive, leads=[cast.communes]),
        channel=make_channel(cast.commune, HOST),
    )
