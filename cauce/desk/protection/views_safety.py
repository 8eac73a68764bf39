from .views_case import case

safety = case
