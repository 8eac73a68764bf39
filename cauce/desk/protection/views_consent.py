from .views_case import case

rights = case
consent = case
withdraw = case
