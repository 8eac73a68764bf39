// A ministry's sign-in: oidc-provider as anybody sets it up, with its own pages, which ask for a name.
import Provider from 'oidc-provider';

const [port, client, secret, back] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
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
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
