// A ministry's sign-in: oidc-provider as anybody sets it up, with its own pages, which ask for a name.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import Provider from 'oidc-provider';

const [issuer, address, client, secret, back] = process.argv.slice(2);
const provider = new Provider(issuer, {
  clients: [{
    client_id: client,
    client_secret: secret,
    redirect_uris: [back],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  cookies: { keys: [secret] },
});
const { port, protocol } = new URL(issuer);
const server = protocol === 'https:'
  ? https.createServer({ cert: readFileSync('sign-in.pem'), key: readFileSync('sign-in.key') }, provider.callback())
  : http.createServer(provider.callback());
server.listen(Number(port), address, () => console.log('ready'));
