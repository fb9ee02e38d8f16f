from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "loa.evidence"
    label = "evidence"
    verbose_name = "Evidence"

    def ready(self) -> None:
        from loa.evidence import jobs, judging, listeners
        from loa.evidence.filing import ON_PICTURE
        from loa.evidence.seeing.reposts import index_unindexed
        from loa.evidence.sentences import NOTICES
        from loa.evidence.wanting import PURPOSE
        from loa.fetching.services import LISTENERS
        from loa.jobs.periodic import every_hour
        from loa.notices.sentences import SENTENCES

        SENTENCES.update(NOTICES)
        LISTENERS[PURPOSE] = jobs.look_at_page.enqueue
        ON_PICTURE[self.label] = jobs.look_at_picture.enqueue
        listeners.connect()
        every_hour("evidence.accept_unobjected", judging.accept_unobjected)
        every_hour("evidence.index_unindexed", index_unindexed)
