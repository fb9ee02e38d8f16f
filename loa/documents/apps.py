from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DocumentsConfig(AppConfig):
    name = "loa.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Listen to what is saved, say its notices, exchange messages each minute."""
        from loa.documents import searching
        from loa.documents.exchange.collecting import exchange_routine
        from loa.documents.exchange.words import NOTICES
        from loa.documents.jobs import forget_arrivals
        from loa.jobs.periodic import every_hour, every_minute
        from loa.notices.sentences import SENTENCES

        post_migrate.connect(searching.put_in_missing, sender=self)
        SENTENCES.update(NOTICES)
        every_hour("documents.forget_arrivals", forget_arrivals)
        every_minute("documents.exchange", exchange_routine)
