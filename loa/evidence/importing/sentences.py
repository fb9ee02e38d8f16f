"""What is said of a file that cannot be read, and of a row that stays out."""

from django.utils.translation import gettext_lazy as _

from loa.common.figures import number
from loa.evidence.book import MOST_ROWS, BadBook
from loa.evidence.importing.reading import Trouble

FIELDS = {
    "done_on": _("Day it was done"),
    "title": _("Title"),
    "address": _("Link"),
    "channel": _("Channel"),
    "form": _("Form"),
    "area": _("Area"),
    "quantity": _("Quantity"),
    "attendees": _("People who came"),
    "topic": _("Topic"),
    "note": _("Note"),
}

BAD_BOOKS = {
    "not_a_sheet": _(
        "The file is no spreadsheet. Choose a file that ends in .xlsx or .csv."
    ),
    "old_or_locked": _(
        "The file is locked by a password, or is an old .xls. Open it, take the password"
        " off, and save it as .xlsx."
    ),
    "broken": _(
        "The file is damaged and cannot be opened. Open it in Excel, save it again as"
        " .xlsx, and send that."
    ),
    "too_big": _(
        "The file would unpack to more than any log. Save only the log's own sheet as"
        " .xlsx."
    ),
    "too_many_rows": _(
        "The file has more than %(most)s rows. Split it, for example by quarter."
    ),
    "not_utf8": _(
        "The letters of the .csv are unknown. Save it as “CSV UTF-8” or .xlsx."
    ),
    "empty": _("There is no row below the headings. Fill the log in first."),
    "no_heading": _(
        "No row of headings was found. One row needs at least two of: Ngày, Tên tin bài,"
        " Đường link, Kênh, Hình thức, Số lượng."
    ),
}


def say_bad_book(bad: BadBook) -> str:
    """Say why a file cannot be read, and what to do."""
    return str(BAD_BOOKS[bad.code]) % {"most": number(MOST_ROWS)}


TROUBLES = {
    "day_empty": _("the day is missing"),
    "day_unread": _("“%(shown)s” is no day. Write it as 16/12/2026"),
    "day_several": _("“%(shown)s” names several days. Give each its own row"),
    "day_month_only": _("“%(shown)s” names a month. Write the day too"),
    "day_none": _("“%(shown)s” is in no calendar"),
    "day_order": _("“%(shown)s” can be two days. Answer above which number is the day"),
    "day_year": _("“%(shown)s” has no year. Say above which year it is"),
    "day_swapped": _("day and month may have been turned. Answer above"),
    "day_to_come": _("“%(shown)s” is still to come"),
    "day_long_ago": _("“%(shown)s” is more than five years ago. Check the year"),
    "title_missing": _("the title is missing"),
    "too_long": _("is longer than %(shown)s signs. Shorten it"),
    "several_addresses": _("holds several links. Give each its own row"),
    "address_unread": _("“%(shown)s” is no address of a web page"),
    "form_unknown": _("the form “%(shown)s” is not known. Say above what it is"),
    "form_missing": _("the form is not said. Choose one above for such rows"),
    "count_unread": _("“%(shown)s” is no whole number from 1 up that can be"),
    "body_not_there": _("your body did not exist on this day. Check the year"),
    "proof_missing": _("an item on the web needs its link"),
    "several_in_one_link": _("one link is one item. Give each its own row"),
    "too_many": _("the number is too large"),
    "not_its_channel": _("an item on this channel needs its link"),
    "joint_unknown": _("one of the bodies did not exist on this day"),
}


def words_of_trouble(trouble: Trouble) -> str:
    """Say why a row stays out, and what to do."""
    return str(TROUBLES[trouble.code]) % {"shown": trouble.shown}
