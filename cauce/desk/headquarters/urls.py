app_name = "headquarters"
urlpatterns = []
