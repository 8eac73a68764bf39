from .views_case import case

waiting = case
