"""Addresses of the board and of bodies' calendars."""

from datetime import date

from django.urls import path, register_converter

from loa.oversight.views import (
    addressees,
    board,
    calendar,
    calling,
    inspections,
    looking,
    meeting,
    nation,
    praise,
    reminders,
    shortfalls,
    trees,
    visits,
)

app_name = "oversight"


class DayConverter:
    """A day in an address: 2026-11-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


class PictureConverter:
    """The form of a picture in an address: svg or png."""

    regex = "svg|png"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DayConverter, "day")
register_converter(PictureConverter, "picture")

urlpatterns = [
    path("", board.board, name="board"),
    path("xuat.xlsx", board.export, name="export"),
    path("anh.<picture:form>", board.picture, name="picture"),
    path("o/<int:task_pk>/<int:body_pk>/<day:start>/", board.cell, name="cell"),
    path("noi-nhan/<int:pk>/", addressees.addressees, name="addressees"),
    path("ca-nuoc/", nation.nation, name="nation"),
    path("to-chuc/", trees.by_tree, name="trees"),
    path("so-sanh/", looking.compare_days, name="compare"),
    path("du-bao/", looking.forecast, name="forecast"),
    path("tin-nhan/", looking.message, name="message"),
    path("goi-dien/", calling.calls, name="calls"),
    path("goi-dien/<int:body_pk>/", calling.call, name="call"),
    path("hop/", meeting.meetings, name="meetings"),
    path("hop/mo/", meeting.open_one, name="meeting_open"),
    path("hop/<int:pk>/", meeting.detail, name="meeting"),
    path("hop/<int:pk>/trinh-chieu/", meeting.show, name="meeting_show"),
    path("hop/<int:pk>/ket-luan/", meeting.decide, name="meeting_decide"),
    path(
        "hop/<int:pk>/ket-luan/<int:decision_pk>/rut/",
        meeting.take_back,
        name="meeting_take_back",
    ),
    path("hop/<int:pk>/du-thao/", meeting.draft, name="meeting_draft"),
    path("hop/<int:pk>/giao-viec/", meeting.bind, name="meeting_bind"),
    path("lich/", calendar.own_calendar, name="calendar"),
    path("lich/<int:body_pk>/", calendar.calendar, name="calendar_of"),
    path("lich/<int:body_pk>/loa.ics", calendar.ics, name="ics"),
    path("nhac-viec/", reminders.reminders, name="reminders"),
    path("nhac-viec/cong-van/", reminders.letter, name="remind_letter"),
    path("nhac-viec/<int:pk>/bo-qua/", reminders.lay_aside, name="lay_aside"),
    path("nhac-viec/thang/", reminders.ladder, name="ladder"),
    path("nhac-viec/thang/<int:body_pk>/", reminders.set_ladder, name="set_ladder"),
    path("chua-thuc-hien/", shortfalls.shortfalls, name="shortfalls"),
    path("chua-thuc-hien/<int:pk>/", shortfalls.shortfall_list, name="shortfall_list"),
    path(
        "chua-thuc-hien/<int:pk>/<int:line_pk>/quyet-dinh/",
        shortfalls.decide,
        name="shortfall_decide",
    ),
    path(
        "chua-thuc-hien/<int:pk>/<int:line_pk>/y-kien/",
        shortfalls.answer,
        name="shortfall_answer",
    ),
    path(
        "chua-thuc-hien/<int:pk>/bao-cao/", shortfalls.report, name="shortfall_report"
    ),
    path(
        "chua-thuc-hien/<int:pk>/bien-phap/", shortfalls.propose, name="measure_propose"
    ),
    path(
        "chua-thuc-hien/<int:pk>/bien-phap/<int:measure_pk>/",
        shortfalls.follow,
        name="measure_follow",
    ),
    path("bieu-duong/", praise.praise, name="praise"),
    path("bieu-duong/nguong/", praise.praise_rules, name="praise_rules"),
    path("bieu-duong/cong-bo/", praise.praise_published, name="praise_published"),
    path("bieu-duong/<int:pk>/", praise.praise_review, name="praise_review"),
    path(
        "bieu-duong/<int:pk>/<int:line_pk>/ket-luan/",
        praise.praise_rule,
        name="praise_rule",
    ),
    path(
        "bieu-duong/<int:pk>/<int:line_pk>/y-kien/",
        praise.praise_reply,
        name="praise_reply",
    ),
    path(
        "bieu-duong/<int:pk>/<int:line_pk>/cong-bo/",
        praise.praise_publish,
        name="praise_publish",
    ),
    path(
        "bieu-duong/<int:pk>/<int:line_pk>/thu-hoi/",
        praise.praise_withdraw,
        name="praise_withdraw",
    ),
    path("bieu-duong/<int:pk>/quyet-dinh/", praise.praise_paper, name="praise_commend"),
    path(
        "bieu-duong/<int:pk>/cong-van/<int:body_pk>/",
        praise.praise_paper,
        name="praise_letter",
    ),
    path("tu-kiem-tra/", inspections.inspections, name="inspections"),
    path("tu-kiem-tra/muc/", inspections.inspect_items, name="inspect_items"),
    path(
        "tu-kiem-tra/thong-ke/",
        inspections.inspect_statistics,
        name="inspect_statistics",
    ),
    path(
        "tu-kiem-tra/thong-ke.xlsx", inspections.inspect_export, name="inspect_export"
    ),
    path("tu-kiem-tra/ke-hoach/<int:pk>/", inspections.plan_visit, name="plan_visit"),
    path(
        "tu-kiem-tra/ke-hoach/bo/<int:pk>/", inspections.drop_visit, name="drop_visit"
    ),
    path("tu-kiem-tra/moi/", visits.open_visit, name="open_visit"),
    path("tu-kiem-tra/<int:pk>/", visits.visit, name="visit"),
    path("tu-kiem-tra/<int:pk>/muc/", visits.answer_visit, name="answer_visit"),
    path("tu-kiem-tra/<int:pk>/tep/", visits.add_file, name="visit_add_file"),
    path(
        "tu-kiem-tra/<int:pk>/tep/<int:file_pk>/",
        visits.visit_file,
        name="visit_file",
    ),
    path(
        "tu-kiem-tra/<int:pk>/minh-chung/<int:step_pk>/",
        visits.proof_file,
        name="proof_file",
    ),
    path(
        "tu-kiem-tra/<int:pk>/ton-tai/",
        visits.add_finding,
        name="visit_add_finding",
    ),
    path(
        "tu-kiem-tra/<int:pk>/ton-tai/<int:finding_pk>/",
        visits.follow_finding,
        name="follow_finding",
    ),
    path(
        "tu-kiem-tra/<int:pk>/bien-ban/",
        visits.visit_minutes,
        name="visit_minutes",
    ),
]
