"""Every address of the installation. Words that people see are unaccented Vietnamese."""

from django.urls import include, path

urlpatterns = [
    path("", include("loa.desk.urls")),
    path("", include("loa.common.urls")),
    path("tai-khoan/", include("loa.accounts.urls")),
    path("co-quan/", include("loa.orgs.urls")),
    path("linh-vuc/", include("loa.reference.urls")),
    path("kenh/", include("loa.channels.urls")),
    path("thong-bao/", include("loa.notices.urls")),
    path("van-ban/", include("loa.documents.urls")),
    path("chuong-trinh/", include("loa.programmes.urls")),
    path("minh-chung/", include("loa.evidence.urls")),
    path("thu-nhan/", include("loa.intake.urls")),
    path("bang-theo-doi/", include("loa.oversight.urls")),
    path("bao-cao/", include("loa.reports.urls")),
    path("suc-khoe/", include("loa.operations.urls")),
]

handler400 = "loa.common.errors.bad_request"
handler403 = "loa.common.errors.forbidden"
handler404 = "loa.common.errors.not_found"
handler500 = "loa.common.errors.server_error"
