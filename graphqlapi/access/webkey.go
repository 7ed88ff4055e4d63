package access

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"math/big"
)

// webKey is a public key of a key set. Its kind pins the algorithms.
type webKey struct {
	id        string
	algorithm string // the one it is for; "" for all of its kind
	public    any
}

// minModulus is the least size of an RSA key, in bits.
const minModulus = 2048

// parseWebKey reads a key; ok is false for one that serves no algorithm here.
func parseWebKey(text []byte) (key webKey, ok bool) {
	var in struct {
		Kid, Kty, Alg, Use, Crv string
		N, E, X, Y              string
	}
	if json.Unmarshal(text, &in) != nil || in.Use != "" && in.Use != "sig" {
		return webKey{}, false
	}
	key = webKey{id: in.Kid, algorithm: in.Alg}
	switch {
	case in.Kty == "RSA":
		n, e := number(in.N), number(in.E)
		if n == nil || e == nil || !e.IsInt64() || e.Int64() < 3 || n.BitLen() < minModulus {
			return webKey{}, false
		}
		key.public = &rsa.PublicKey{N: n, E: int(e.Int64())}
	case in.Kty == "EC" && in.Crv == "P-256":
		x, errX := base64.RawURLEncoding.DecodeString(in.X)
		y, errY := base64.RawURLEncoding.DecodeString(in.Y)
		if errX != nil || errY != nil {
			return webKey{}, false
		}
		public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), append(append([]byte{4}, x...), y...))
		if err != nil {
			return webKey{}, false
		}
		key.public = public
	case in.Kty == "OKP" && in.Crv == "Ed25519":
		x, err := base64.RawURLEncoding.DecodeString(in.X)
		if err != nil || len(x) != ed25519.PublicKeySize {
			return webKey{}, false
		}
		key.public = ed25519.PublicKey(x)
	default:
		return webKey{}, false
	}
	return key, true
}

func number(text string) *big.Int {
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(data) == 0 {
		return nil
	}
	return new(big.Int).SetBytes(data)
}

// fits reports whether the key is for an algorithm.
func (k *webKey) fits(algorithm string) bool {
	if k.algorithm != "" && k.algorithm != algorithm {
		return false
	}
	switch k.public.(type) {
	case *rsa.PublicKey:
		return algorithm == "RS256" || algorithm == "PS256"
	case *ecdsa.PublicKey:
		return algorithm == "ES256"
	case ed25519.PublicKey:
		return algorithm == "EdDSA"
	}
	return false
}
