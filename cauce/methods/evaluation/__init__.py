"""Did it help? The roll-out of the Protocol across posts, evaluated: NumPy and SciPy alone.

Usable without the rest of Cauce: no Django, no database, no network, no clock.

    from cauce.methods.evaluation.reading import read_panel
    from cauce.methods.evaluation.evaluating import evaluate

    found = evaluate(read_panel(Path("panel.csv").read_bytes(), "panel.csv"), draws=999, seed=1)

``order`` draws who begins when; ``fit`` is the Poisson pseudo-likelihood with effects of post and
month; ``redraw`` repeats the draw for the p-value; ``sensitivity`` asks the same in other ways;
``national`` describes the whole series; ``power`` says beforehand what can be seen.
"""
