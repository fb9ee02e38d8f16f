from django.urls import path

from loa.intake.views import crawls, feeds, items, sharing

app_name = "intake"

urlpatterns = [
    path("", items.home, name="home"),
    path("muc/", items.decide, name="decide"),
    path("muc/<int:pk>/", items.item, name="item"),
    path("muc/<int:pk>/tep/", items.item_file, name="item_file"),
    path("nguon/tim/", feeds.search, name="search"),
    path("nguon/tim/<int:pk>/", feeds.found, name="found"),
    path("nguon/<int:pk>/", feeds.feed, name="feed"),
    path("nguon/<int:pk>/tat/", feeds.stop, name="feed_stop"),
    path("chuyen-muc/", crawls.begin, name="crawl_begin"),
    path("chuyen-muc/<int:pk>/", crawls.crawl, name="crawl"),
    path("chuyen-muc/<int:pk>/tien-do/", crawls.progress, name="crawl_progress"),
    path("chuyen-muc/<int:pk>/ghi/", crawls.confirm, name="crawl_confirm"),
    path("chuyen-muc/<int:pk>/bo/", crawls.drop, name="crawl_drop"),
    path("chia-se/", sharing.share, name="share"),
    path("ghi-nhanh/", sharing.quickly, name="quickly"),
]
