from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "loa.evidence"
    label = "evidence"
    verbose_name = "Evidence"

    def ready(self) -> None:
        from loa.evidence import listeners
        from loa.evidence.sentences import NOTICES
        from loa.notices.sentences import SENTENCES

        SENTENCES.update(NOTICES)
        listeners.connect()
