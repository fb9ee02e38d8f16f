"""What a look at a page found, in words that say what would mend it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: Final[dict[str, Promise]] = {
    "reach": _("The page can be opened"),
    "landed": _("The address leads there"),
    "page": _("It is a page of its own"),
    "published": _("Published in the period"),
    "about": _("By or about the body"),
    "subject": _("On the subject"),
    "length": _("Long enough"),
    "title": _("Says what was recorded"),
    "copy": _("In words of its own"),
    "copied": _("Compared with what came since"),
    "alive": _("Looked at again"),
    "picture": _("A picture of its own"),
    "heads": _("As many people as recorded"),
}

SENTENCES: Final[dict[str, Promise]] = {
    "reach_came": _("Loa has opened the page and kept a copy."),
    "reach_missing": _(
        "The server says that there is no such page. Was the address copied whole?"
    ),
    "reach_login": _(
        "The server lets nobody in without signing in. A picture of the screen with day"
        " and address helps the person who looks."
    ),
    "reach_refused": _("The server refuses the page. A person has to look."),
    "reach_robots": _(
        "The server's rules keep robots out, and Loa obeys. A person has to look."
    ),
    "reach_robots_unknown": _(
        "The server does not tell its rules for robots, so Loa does not ask it."
    ),
    "reach_server": _("The server failed each time Loa asked. Tell who runs it."),
    "reach_busy": _("The server had no time for Loa, however often it asked."),
    "reach_no_name": _("The name in the address leads nowhere. Is it spelt right?"),
    "reach_no_answer": _("Nobody answers at that address."),
    "reach_too_slow": _("The server was too slow each time Loa asked."),
    "reach_bad_tls": _(
        "The server's certificate is not good (%(detail)s). Tell who runs it."
    ),
    "reach_broken": _("What the server sends is no whole page."),
    "reach_bomb": _("What the server sends unpacks to far more than a page."),
    "reach_forbidden": _(
        "The address lies within a network or is Loa's own: it proves nothing to others."
    ),
    "reach_ring": _("The address leads in a ring and never to a page."),
    "reach_too_far": _("The address leads on and on and never to a page."),
    "reach_nowhere": _("The address leads to something that is no web page."),
    "reach_lost": _("Loa failed at this page again and again. A person has to look."),
    "reach_unreadable": _("The page came and could not be read. A person has to look."),
    "landed_there": _("The page is at the address that was given."),
    "landed_home": _(
        "The address leads to a front page: the item is gone, or was never there."
    ),
    "landed_elsewhere": _("The address leads to another site: %(address)s."),
    "page_article": _("An item by itself."),
    "page_home": _("A front page proves no item. Give the address of the item."),
    "page_list": _("A list of items proves none. Give the address of the item."),
    "page_search": _("A search proves no item. Give the address of the item."),
    "page_gone": _("The page says that the item is not there."),
    "page_login": _("A machine is shown a page to sign in."),
    "page_empty": _("Without its scripts the page has no words. A person has to look."),
    "published_then": _("Published on %(day)s."),
    "published_unknown": _("The page does not say when it was published."),
    "published_differs": _("Published on %(day)s, recorded as %(given)s."),
    "published_outside": _("Published on %(day)s, outside the period."),
    "published_disagree": _("The page gives two days: %(one)s and %(other)s."),
    "published_to_come": _("The page gives a day that is still to come: %(day)s."),
    "about_named": _("It names %(name)s."),
    "about_own_channel": _("On the body's own channel."),
    "about_around": _("The body is named only around the item, not in it."),
    "about_nobody": _("On a shared page, and the body is not named."),
    "subject_any": _("No subject is asked for."),
    "subject_fits": _("Words of the subject: %(score)s points."),
    "subject_weak": _("Hardly a word of the subject: %(score)s point."),
    "subject_none": _("Not a word of the subject."),
    "length_enough": _("%(syllables)s syllables."),
    "length_scant": _("Only %(syllables)s syllables."),
    "length_pictures": _("Pictures, and only %(syllables)s syllables."),
    "length_short": _("%(syllables)s syllables are no item."),
    "length_repeats": _("The same sentences again and again."),
    "title_same": _("The headline says what was recorded."),
    "title_untold": _("There is no headline to compare with."),
    "title_differs": _("The headline is another one: “%(title)s”."),
    "title_another": _("The page is about something else: “%(title)s”."),
    "copy_none": _("No earlier item says the same in the same words."),
    "copy_short": _("Too few words to compare."),
    "copy_same": _(
        "%(percent)s%% of its words stand in the same order in an earlier item: %(of)s."
        " Give the item that is your own."
    ),
    "copy_alike": _(
        "%(percent)s%% of its words stand in the same order in an earlier item: %(of)s."
        " A person looks whether it counts twice."
    ),
    "copy_asked": _(
        "%(percent)s%% of its words stand in the same order in an earlier item: %(of)s."
        " The task asks to pass on what others published."
    ),
    "copied_same": _(
        "%(percent)s%% of its words stand in the same order in an earlier item whose page"
        " came only afterwards: %(of)s. Give the item that is your own."
    ),
    "alive_same": _("Still there and the same."),
    "alive_changed": _("Still there, and its text has changed. The kept copy counts."),
    "alive_gone": _("Gone meanwhile. The kept copy proves it."),
    "alive_unseen": _("Could not be opened this time. The kept copy counts."),
}

NEW_SHARE: Final = _("%(new)s%% of its words stand in no earlier item.")

# A verdict is told without the page's own words: they stand with the check.
OF_VERDICTS: Final[dict[str, Promise]] = {
    "page_seen": _("Loa has opened the page; every check passed."),
    "reach_bad_tls": _("The server's certificate is not good. Tell who runs it."),
    "published_outside": _("The page was published outside the period."),
    "published_disagree": _("The page gives two days of publication."),
    "published_to_come": _("The page gives a day that is still to come."),
    "length_short": _("Too short to be an item."),
    "title_another": _("The page is about something else."),
    "copy_same": _("An item put forward before says the same in the same words."),
    "copied_same": _("An item put forward before says the same in the same words."),
    **{
        code: sentence
        for code, sentence in SENTENCES.items()
        if code.partition("_")[0] in ("reach", "landed", "page", "about", "subject")
        and code not in ("reach_bad_tls", "landed_elsewhere", "about_named")
        and code not in ("subject_fits", "subject_weak")
    },
    "length_repeats": SENTENCES["length_repeats"],
}
