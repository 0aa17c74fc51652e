import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate (X.509 v3, ECDSA with SHA-256) and its private key, in PEM. Made on the spot. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const authorityName = 'Authority of the tests';

/** An authority that nobody trusts by itself. */
export function createAuthority(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isAuthority = extension('0603551d13', der(0x30, der(0x01, Buffer.of(0xff))));
  return certify({ subject: authorityName, privateKey, publicKey, extensions: [isAuthority] });
}

/** A certificate of the authority for one host: a name, or an IPv4 address. */
export function issueCertificate({ key }: Certificate, host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name =
    isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));
  const extensions = [extension('0603551d11', der(0x30, name))];
  const issuer = { name: authorityName, key: createPrivateKey(key) };
  return certify({ subject: host, privateKey, publicKey, extensions, issuer });
}

/** A certificate for `127.0.0.1` that nobody vouches for. */
export function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return certify({ subject: '127.0.0.1', privateKey, publicKey });
}

function certify({
  subject,
  privateKey,
  publicKey,
  extensions = [],
  issuer = { name: subject, key: privateKey },
}: {
  readonly subject: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly extensions?: readonly Buffer[];
  readonly issuer?: { readonly name: string; readonly key: KeyObject };
}): Certificate {
  const algorithm = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1), randomBytes(8)),
    algorithm,
    nameOf(issuer.name),
    der(0x30, time('20200101000000Z'), time('20991231235959Z')),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 ? [] : [der(0xa3, der(0x30, ...extensions))]),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', content, issuer.key));
  const certificate = der(0x30, content, algorithm, signature);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

function nameOf(commonName: string): Buffer {
  return der(
    0x30,
    der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(commonName)))),
  );
}

function extension(identifier: string, value: Buffer): Buffer {
  return der(0x30, Buffer.from(identifier, 'hex'), der(0x04, value));
}

function time(text: string): Buffer {
  return der(0x18, Buffer.from(text));
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length =
    content.length < 0x80
      ? Buffer.of(content.length)
      : content.length < 0x100
        ? Buffer.of(0x81, content.length)
        : Buffer.of(0x82, content.length >> 8, content.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, content]);
}
