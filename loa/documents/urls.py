from django.urls import path

from loa.documents.views import bringing, findings, library, tasks

app_name = "documents"

urlpatterns = [
    path("", library.library, name="list"),
    path("moi/", bringing.bring_in, name="bring_in"),
    path("<int:pk>/", library.detail, name="detail"),
    path("<int:pk>/ban-goc/", library.original, name="original"),
    path("<int:pk>/rut/", library.withdraw, name="withdraw"),
    path("<int:pk>/dau-van-ban/", findings.header_edit, name="header_edit"),
    path("<int:pk>/muc/giu-het/", findings.settle_rest, name="settle_rest"),
    path("<int:pk>/muc/<int:finding>/", findings.settle, name="finding_settle"),
    path("<int:pk>/muc/them/<slug:field>/", findings.add, name="finding_add"),
    path("<int:pk>/nhiem-vu/them/", tasks.add, name="task_add"),
    path("<int:pk>/nhiem-vu/<int:item>/", tasks.edit, name="task_edit"),
    path("<int:pk>/nhiem-vu/<int:item>/bo/", tasks.drop, name="task_drop"),
    path("<int:pk>/nhiem-vu/<int:item>/giu/", tasks.restore, name="task_restore"),
]
