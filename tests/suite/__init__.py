"""How the tests are run: their order, what each costs and asks, what a run says of itself."""
