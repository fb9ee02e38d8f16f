"""Addresses of the board and of bodies' calendars."""

from datetime import date

from django.urls import path, register_converter

from loa.oversight.views import board, calendar, trees

app_name = "oversight"


class DayConverter:
    """A day in an address: 2026-11-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


register_converter(DayConverter, "day")

urlpatterns = [
    path("", board.board, name="board"),
    path("xuat.xlsx", board.export, name="export"),
    path("o/<int:task_pk>/<int:body_pk>/<day:start>/", board.cell, name="cell"),
    path("to-chuc/", trees.by_tree, name="trees"),
    path("lich/", calendar.own_calendar, name="calendar"),
    path("lich/<int:body_pk>/", calendar.calendar, name="calendar_of"),
    path("lich/<int:body_pk>/loa.ics", calendar.ics, name="ics"),
]
