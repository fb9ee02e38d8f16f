from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "loa.intake"
    label = "intake"
    verbose_name = _("Intake")

    def ready(self) -> None:
        """Be told when pages came, poll what is due, empty the mail box."""
        from loa.fetching.services import LISTENERS
        from loa.intake import crawling, jobs, minutely, polling, searching, settling
        from loa.intake.sentences import NOTICES
        from loa.jobs.periodic import every_minute
        from loa.notices.sentences import SENTENCES

        SENTENCES.update(NOTICES)
        LISTENERS[searching.FIND] = jobs.read_search.enqueue
        LISTENERS[polling.FEED] = jobs.read_feed.enqueue
        LISTENERS[settling.ITEM] = jobs.read_item.enqueue
        LISTENERS[crawling.CRAWL] = jobs.read_crawl.enqueue
        every_minute("intake.poll", polling.poll_due)
        every_minute("intake.look_into_box", minutely.ask_for_mail)
