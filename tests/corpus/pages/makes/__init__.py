"""The makes of portal, each with its own addresses and mark-up."""

from tests.corpus.pages.makes import (
    dated_pages,
    dotnetnuke,
    drupal,
    group_nid,
    joomla,
    liferay,
    next_app,
    nukeviet,
    old_asp,
    press,
    query_slug,
    section_number,
    sharepoint,
    wordpress,
)

MAKES = {
    module.MAKE.name: module.MAKE
    for module in (
        sharepoint,
        dated_pages,
        liferay,
        group_nid,
        dotnetnuke,
        nukeviet,
        joomla,
        wordpress,
        drupal,
        query_slug,
        section_number,
        next_app,
        old_asp,
        press,
    )
}
