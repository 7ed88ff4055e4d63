package access_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

const (
	issuer   = "https://issuer.example"
	audience = "rawabit"
	secret   = "a secret that is long enough for HS256"
)

func claims(more map[string]any) jwt.MapClaims {
	c := jwt.MapClaims{"iss": issuer, "aud": audience, "sub": "omar", "exp": time.Now().Add(time.Hour).Unix()}
	for name, value := range more {
		if value == nil {
			delete(c, name)
		} else {
			c[name] = value
		}
	}
	return c
}

func sign(t *testing.T, method jwt.SigningMethod, key any, kid string, c jwt.MapClaims) string {
	t.Helper()
	token := jwt.NewWithClaims(method, c)
	if kid != "" {
		token.Header["kid"] = kid
	}
	text, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTokensBySecret(t *testing.T) {
	tokens, err := access.NewTokens(t.Context(), access.TokenOptions{Issuer: issuer, Audience: audience, Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	gate := access.New(access.Options{Tokens: tokens})
	hs := func(c jwt.MapClaims) string { return sign(t, jwt.SigningMethodHS256, []byte(secret), "", c) }
	tests := []struct {
		name, text string
		code       schema.Code
		role       access.Role
	}{
		{"no role", hs(claims(nil)), "", access.Reader},
		{"a role", hs(claims(map[string]any{"role": "editor"})), "", access.Editor},
		{"several roles", hs(claims(map[string]any{"role": []string{"reader", "admin", "cook"}})), "", access.Admin},
		{"several audiences", hs(claims(map[string]any{"aud": []string{"mail", audience}})), "", access.Reader},
		{"an unknown role", hs(claims(map[string]any{"role": "cook"})), schema.CodeForbidden, ""},
		{"another issuer", hs(claims(map[string]any{"iss": "https://evil.example"})), schema.CodeUnauthorized, ""},
		{"another audience", hs(claims(map[string]any{"aud": "mail"})), schema.CodeUnauthorized, ""},
		{"no audience", hs(claims(map[string]any{"aud": nil})), schema.CodeUnauthorized, ""},
		{"expired", hs(claims(map[string]any{"exp": time.Now().Add(-time.Hour).Unix()})), schema.CodeUnauthorized, ""},
		{"without an end", hs(claims(map[string]any{"exp": nil})), schema.CodeUnauthorized, ""},
		{"not yet", hs(claims(map[string]any{"nbf": time.Now().Add(time.Hour).Unix()})), schema.CodeUnauthorized, ""},
		{"no subject", hs(claims(map[string]any{"sub": nil})), schema.CodeUnauthorized, ""},
		{"another secret", sign(t, jwt.SigningMethodHS256, []byte(strings.Repeat("x", 40)), "", claims(nil)), schema.CodeUnauthorized, ""},
		{"another algorithm of the same secret", sign(t, jwt.SigningMethodHS512, []byte(secret), "", claims(nil)), schema.CodeUnauthorized, ""},
		{"no algorithm", sign(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, "", claims(nil)), schema.CodeUnauthorized, ""},
		{"no token", "hello", schema.CodeUnauthorized, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			who, err := gate.Identify(t.Context(), "bearer "+tt.text)
			wantCode(t, err, tt.code)
			if who.Role != tt.role || err == nil && who.Name != "omar" {
				t.Errorf("%+v", who)
			}
		})
	}
}

func b64(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

// TestTokensByKeySet serves a key set, changes it, and tries to pass a public key
// off as a secret.
func TestTokensByKeySet(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := ecKey.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	set := map[string]any{"keys": []map[string]any{
		{"kty": "RSA", "kid": "r", "alg": "RS256", "use": "sig", "n": b64(rsaKey.N.Bytes()), "e": b64(big.NewInt(int64(rsaKey.E)).Bytes())},
		{"kty": "EC", "kid": "e", "crv": "P-256", "x": b64(point[1:33]), "y": b64(point[33:])},
		{"kty": "OKP", "kid": "d", "crv": "Ed25519", "x": b64(edKey.Public().(ed25519.PublicKey))},
		{"kty": "oct", "kid": "o", "k": b64([]byte(secret))},
	}}
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_ = json.NewEncoder(w).Encode(set)
	}))
	defer server.Close()
	tokens, err := access.NewTokens(t.Context(), access.TokenOptions{Issuer: issuer, Audience: audience, JWKS: server.URL, Claim: "https://rawabit.example/role"})
	if err != nil {
		t.Fatal(err)
	}
	gate := access.New(access.Options{Tokens: tokens})
	public, err := x509.MarshalPKIXPublicKey(rsaKey.Public())
	if err != nil {
		t.Fatal(err)
	}
	asSecret := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})
	c := claims(map[string]any{"https://rawabit.example/role": "admin", "role": "cook"})
	tests := []struct {
		name   string
		method jwt.SigningMethod
		key    any
		kid    string
		code   schema.Code
	}{
		{"RS256", jwt.SigningMethodRS256, rsaKey, "r", ""},
		{"ES256", jwt.SigningMethodES256, ecKey, "e", ""},
		{"EdDSA", jwt.SigningMethodEdDSA, crypto.Signer(edKey), "d", ""},
		{"no id, one key fits", jwt.SigningMethodES256, ecKey, "", ""},
		{"an algorithm that the key is not for", jwt.SigningMethodPS256, rsaKey, "r", schema.CodeUnauthorized},
		{"RS512", jwt.SigningMethodRS512, rsaKey, "r", schema.CodeUnauthorized},
		{"another key's id", jwt.SigningMethodRS256, rsaKey, "e", schema.CodeUnauthorized},
		{"an unknown id", jwt.SigningMethodRS256, rsaKey, "new", schema.CodeUnauthorized},
		{"the public key as a secret", jwt.SigningMethodHS256, asSecret, "r", schema.CodeUnauthorized},
		{"a secret of the set", jwt.SigningMethodHS256, []byte(secret), "o", schema.CodeUnauthorized},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			who, err := gate.Identify(t.Context(), "Bearer "+sign(t, tt.method, tt.key, tt.kid, c))
			wantCode(t, err, tt.code)
			if tt.code == "" && who.Role != access.Admin {
				t.Errorf("%+v", who)
			}
		})
	}
	if n := asked.Load(); n > 2 {
		t.Errorf("the key set was read %d times", n)
	}
}

func TestTokenOptions(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"keys":[]}`)) }))
	defer server.Close()
	for name, one := range map[string]struct {
		options access.TokenOptions
		says    string
	}{
		"nothing to hold them against": {access.TokenOptions{Secret: secret}, "issuer and an audience"},
		"neither secret nor set":       {access.TokenOptions{Issuer: issuer, Audience: audience}, "either a secret or a key set"},
		"both":                         {access.TokenOptions{Issuer: issuer, Audience: audience, Secret: secret, JWKS: "x"}, "either a secret or a key set"},
		"a short secret":               {access.TokenOptions{Issuer: issuer, Audience: audience, Secret: "short"}, "32 are the least"},
		"no such file":                 {access.TokenOptions{Issuer: issuer, Audience: audience, JWKS: "none.json"}, "none.json cannot be read"},
		"without encryption":           {access.TokenOptions{Issuer: issuer, Audience: audience, JWKS: "http://issuer.example/keys"}, "https"},
		"no key":                       {access.TokenOptions{Issuer: issuer, Audience: audience, JWKS: server.URL}, "holds no key"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := access.NewTokens(t.Context(), one.options); err == nil || !strings.Contains(err.Error(), one.says) {
				t.Errorf("%v, want %q", err, one.says)
			}
		})
	}
}
