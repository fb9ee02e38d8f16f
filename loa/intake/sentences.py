"""What is said of feeds, columns, mails and what was found in them."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from loa.evidence.forms import PROBLEMS
from loa.evidence.seeing import words

NOTICES: Final = {
    "intake.feed.trouble": _(
        "“{feed}” of {channel} brings nothing in. See why and what can be done."
    ),
    "intake.letter.came": _(
        "{who} sent {count} links or files by mail. Look at them and confirm."
    ),
}

OF_FEEDS: Final[Mapping[str, object]] = {
    "entities": _(
        "The feed declares entities, as files do that are made to bring servers down."
        " Nothing of it is read. Tell who runs the portal."
    ),
    "packed": _(
        "What comes is an archive, or one archive in another. Nothing of it is opened."
    ),
    "bomb": _("What comes unpacks to far more than any feed. Nothing of it is kept."),
    "not_a_feed": _(
        "At that address there is a page and no feed any more. Look for the feed anew."
    ),
    "broken": _("What comes cannot be read as a feed. Tell who runs the portal."),
    "too_long": _("The feed is far too long, and what was taken in holds no item."),
    "nobody": _(
        "Who switched it on writes for this body no longer. Switch it on again in your"
        " own name."
    ),
    "channel_closed": _("The channel was closed. Nothing on it is taken in."),
}

OF_ITEMS: Final[Mapping[str, object]] = {
    "elsewhere": _("It stands on no channel of your body."),
    "before": _("It is from before the first day that was set."),
    "off_subject": _("Neither title nor page name a term of the programme's areas."),
    "not_an_item": _("It is a front page, a list or an empty page, no item."),
    "day_missing": _("Nothing says its day. Fill it in."),
    "day_to_come": _("It gives a day to come. Look and fill in the true one."),
    "page_unseen": _("Its page cannot be seen without signing in or without scripts."),
    "page_none": _("Its address cannot be opened."),
    "page_came": _("Its page came and could not be read."),
    "nobody": _("Who was to answer for it writes for this body no longer."),
    "unticked": _("It was not ticked."),
    "left_out": _("It was left out."),
}

OF_ENDS: Final[Mapping[str, object]] = {
    "since": _("It reached items from before the first day."),
    "last": _("It reached the last page."),
    "nothing_new": _("The last page listed nothing new."),
    "ring": _("The pages led back to one that was read before."),
    "script_pager": _(
        "The next page opens only by a script, and Loa cannot follow it. What is older"
        " comes by its feed, by an Excel log or by its links."
    ),
    "many_pages": _("It stopped after the most pages that are read at once."),
    "many_items": _("It stopped at the most items that are taken at once."),
    "unreadable": _("A page came and could not be read."),
    "dropped": _("It was dropped."),
}

OF_LETTERS: Final[Mapping[str, object]] = {
    "automatic": _("an automatic answer or a mailing list: not taken"),
    "forged": _("the mail server says that the sender is forged: not taken"),
    "unknown_sender": _(
        "the sender's address is of nobody who writes for this body: not taken"
    ),
    "which_body": _("the sender writes for several bodies and named none: not taken"),
    "too_large": _("larger than 25 MB: not taken"),
    "classified": _(
        "a file bears a mark of secrecy: nothing of the mail was taken. Delete it from the"
        " mail box, and handle the paper outside this system"
    ),
    "nothing_in_it": _("neither link nor file in it"),
    "archive": _("an archive (.zip, .rar) was left out: attach the files themselves"),
    "odd_file": _("a file was left out that is no picture, document or recording"),
    "mail_in_mail": _("a mail inside the mail was left out: forward its link instead"),
    "many_parts": _("it had too many parts: the rest was left out"),
    "many_files": _("it had more than 10 files: the rest was left out"),
    "many_links": _("it had more than 20 links: the rest was left out"),
    "file_too_large": _("a file was larger than may be kept"),
}


def of_feed(code: str) -> str:
    """Say why nothing could be taken of a feed."""
    return _said(code, OF_FEEDS)


def of_item(code: str) -> str:
    """Say what is with an item."""
    if code.startswith("bad_"):
        return str(PROBLEMS.get(code.removeprefix("bad_"), ""))
    if code.startswith("page_") and code not in OF_ITEMS:
        return _said(f"reach_{code.removeprefix('page_')}", {})
    return _said(code, OF_ITEMS)


def of_end(code: str) -> str:
    """Say why a walk went no further."""
    return _said(code, OF_ENDS)


def of_letter(code: str) -> str:
    """Say what became of a mail, or of a part of it."""
    return str(OF_LETTERS.get(code, code))


def _said(code: str, sentences: Mapping[str, object]) -> str:
    if not code:
        return ""
    return str(sentences.get(code) or words.SENTENCES.get(code) or code)
