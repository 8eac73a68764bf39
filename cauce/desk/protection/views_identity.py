from .views_case import case

identity = case
