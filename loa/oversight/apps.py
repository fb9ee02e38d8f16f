from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "loa.oversight"
    label = "oversight"
    verbose_name = "Oversight"

    def ready(self) -> None:
        """Say its notices and messages; take each day's steps of the ladder."""
        from loa.jobs.periodic import every_hour
        from loa.notices.kinds import register
        from loa.notices.sentences import SENTENCES
        from loa.oversight.calls.services import tell_promises
        from loa.oversight.inspecting.services import tell_overdue
        from loa.oversight.judged import states_in_order
        from loa.oversight.reminding.running import remind
        from loa.oversight.telling import MESSAGES, NOTICES
        from loa.programmes.progress import judged_by

        SENTENCES.update(NOTICES)
        register(*MESSAGES)
        every_hour("oversight.remind", remind)

        judged_by(states_in_order)
        every_hour("oversight.tell_promises", tell_promises)
        every_hour("oversight.tell_overdue_remedies", tell_overdue)
