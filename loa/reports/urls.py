from django.urls import path

from loa.reports.views import detail, listing, moves

app_name = "reports"

urlpatterns = [
    path("", listing.report_list, name="list"),
    path("moi/", listing.make, name="make"),
    path("<int:pk>/", detail.detail, name="detail"),
    path("<int:pk>/so/<str:key>/", detail.figure, name="figure"),
    path("<int:pk>/tep/<str:format>/", detail.file, name="file"),
    path("<int:pk>/loi-van/", moves.words, name="words"),
    path("<int:pk>/lay-lai-so/", moves.refresh, name="refresh"),
    path("<int:pk>/nop/", moves.submit, name="submit"),
    path("<int:pk>/rut/", moves.withdraw, name="withdraw"),
    path("<int:pk>/nhan-xet/", moves.remark, name="remark"),
    path("<int:pk>/tra-lai/", moves.send_back, name="return"),
    path("<int:pk>/tiep-nhan/", moves.accept, name="accept"),
]
