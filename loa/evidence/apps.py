from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "loa.evidence"
    label = "evidence"
    verbose_name = "Evidence"

    def ready(self) -> None:
        from loa.evidence import judging, listeners
        from loa.evidence.sentences import NOTICES
        from loa.jobs.periodic import every_hour
        from loa.notices.sentences import SENTENCES

        SENTENCES.update(NOTICES)
        listeners.connect()
        every_hour("evidence.accept_unobjected", judging.accept_unobjected)
