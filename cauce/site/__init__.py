"""Settings, addresses, middleware, signing in: what joins the parts."""
