app_name = "crews"
urlpatterns = []
