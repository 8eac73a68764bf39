app_name = "window"
urlpatterns = []
