package access

import (
	"context"
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"rawabit/schema"
)

// TokenOptions say which JSON Web Tokens are believed. Issuer and Audience are
// required, and either a secret or the address of a key set.
type TokenOptions struct {
	Issuer   string
	Audience string
	Secret   string // shared with the issuer, for HS256; at least 32 bytes
	JWKS     string // an https address or a file, for RS256, PS256, ES256 and EdDSA
	Claim    string // the claim that names the role; "role" where empty
}

// Tokens believes JSON Web Tokens. Their algorithms are pinned by the kind of key
// that the server has, whatever a token says of itself.
type Tokens struct {
	parser *jwt.Parser
	secret []byte
	set    *keySet
	claim  string
}

// minSecret is the shortest secret that HS256 is safe with.
const minSecret = 32

// leeway forgives clocks that differ.
const leeway = 30 * time.Second

// NewTokens checks the options, and reads the key set once.
func NewTokens(ctx context.Context, o TokenOptions) (*Tokens, error) {
	switch {
	case o.Issuer == "" || o.Audience == "":
		return nil, schema.Errorf(schema.CodeInvalid, "tokens need an issuer and an audience to be held against")
	case (o.Secret == "") == (o.JWKS == ""):
		return nil, schema.Errorf(schema.CodeInvalid, "tokens need either a secret or a key set (JWKS)")
	case o.Secret != "" && len(o.Secret) < minSecret:
		return nil, schema.Errorf(schema.CodeInvalid, "the secret for tokens has %d bytes; %d are the least", len(o.Secret), minSecret)
	}
	t := &Tokens{claim: o.Claim}
	if t.claim == "" {
		t.claim = "role"
	}
	methods := []string{"HS256"}
	if o.JWKS == "" {
		t.secret = []byte(o.Secret)
	} else {
		methods = []string{"RS256", "PS256", "ES256", "EdDSA"}
		set, err := newKeySet(ctx, o.JWKS)
		if err != nil {
			return nil, err
		}
		t.set = set
	}
	t.parser = jwt.NewParser(jwt.WithValidMethods(methods), jwt.WithIssuer(o.Issuer), jwt.WithAudience(o.Audience),
		jwt.WithExpirationRequired(), jwt.WithLeeway(leeway))
	return t, nil
}

// identify believes a token or says why not.
func (t *Tokens) identify(ctx context.Context, text string) (Identity, error) {
	claims := jwt.MapClaims{}
	_, err := t.parser.ParseWithClaims(text, claims, func(token *jwt.Token) (any, error) {
		if t.set == nil {
			return t.secret, nil
		}
		id, _ := token.Header["kid"].(string)
		return t.set.find(ctx, id, token.Method.Alg())
	})
	if err != nil {
		if errors.Is(err, jwt.ErrTokenExpired) {
			return Identity{}, &schema.Error{Code: schema.CodeUnauthorized, Message: "the token has expired", Cause: err}
		}
		return Identity{}, &schema.Error{Code: schema.CodeUnauthorized, Message: "the token is not one of this server's issuer, for this server", Cause: err}
	}
	subject, _ := claims.GetSubject()
	if subject == "" {
		return Identity{}, schema.Errorf(schema.CodeUnauthorized, "the token has no subject")
	}
	role, err := t.role(claims)
	if err != nil {
		return Identity{}, err
	}
	id := Identity{Name: subject, Role: role, rate: "subject " + subject}
	if end, err := claims.GetExpirationTime(); err == nil && end != nil {
		id.ends = end.Add(leeway)
	}
	return id, nil
}

// role reads the role out of a token: a name, or the greatest of a list of them.
// A token without the claim may read.
func (t *Tokens) role(claims jwt.MapClaims) (Role, error) {
	var names []any
	switch v := claims[t.claim].(type) {
	case nil:
		return Reader, nil
	case []any:
		names = v
	default:
		names = []any{v}
	}
	best := Role("")
	for _, one := range names {
		name, _ := one.(string)
		if role, err := ParseRole(name); err == nil && (best == "" || role.May(best)) {
			best = role
		}
	}
	if best == "" {
		return "", schema.Errorf(schema.CodeForbidden, "the token's %s is none of reader, editor and admin", t.claim)
	}
	return best, nil
}
