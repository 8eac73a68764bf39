"""The ministry's own provider, as a test plays it: what it was asked and what it answers."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "cauce-tests"


class Ministry:
    """An invented provider on this machine. ``lies`` change what the next token says."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.lies: dict = {}
        self.heard: list[dict] = []
        self.asked: dict = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._say(outer.published(self.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._say(outer.token({k: v[0] for k, v in parse_qs(body).items()}))

            def _say(self, document):
                body = json.dumps(document).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def published(self, path: str) -> dict:
        if path.endswith("openid-configuration"):
            return {
                "issuer": self.lies.get("published", self.issuer),
                "authorization_endpoint": f"{self.issuer}/a",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint": f"{self.issuer}/t",
            }
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "k1", "use": "sig"}]}

    def token(self, form: dict) -> dict:
        self.heard.append(form)
        hashed = hashlib.sha256(form["code_verifier"].encode()).digest()
        sent = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        if sent != self.asked["code_challenge"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        told = {
            "iss": self.issuer,
            "sub": "s-1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
            "auth_time": now,
            **self.lies.get("claims", {}),
        }
        told = {name: value for name, value in told.items() if value is not None}
        algorithm = self.lies.get("alg", "RS256")
        signer = {"none": None, "HS256": "x" * 64}.get(algorithm, self.lies.get("key", self.key))
        return {"id_token": jwt.encode(told, signer, algorithm, headers={"kid": "k1"})}
