app_name = "head"
urlpatterns = []
