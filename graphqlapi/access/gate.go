package access

import (
	"context"
	"strings"
	"time"

	"rawabit/schema"
)

// Options say how a gate lets requests in.
type Options struct {
	Keys   *Keys   // API keys; nil for none
	Tokens *Tokens // JSON Web Tokens; nil for none
	// Rate is how many operations a second one key or one subject of tokens may
	// ask for, twice as many at once; 0 for no bound.
	Rate float64
}

// Gate lets requests in. It is safe for concurrent use.
type Gate struct {
	keys   *Keys
	tokens *Tokens
	rates  rates
	now    func() time.Time
}

// New returns a gate. One without keys and tokens lets everybody in as Local.
func New(options Options) *Gate {
	return &Gate{keys: options.Keys, tokens: options.Tokens, rates: rates{perSecond: options.Rate}, now: time.Now}
}

// Open reports whether everybody is let in.
func (g *Gate) Open() bool { return g.keys == nil && g.tokens == nil }

// Identify returns who sends the value of an Authorization header, "" for none.
// The error has code UNAUTHENTICATED, or FORBIDDEN where the role is none.
func (g *Gate) Identify(ctx context.Context, authorization string) (Identity, error) {
	if g.Open() {
		return Local(), nil
	}
	scheme, credentials, _ := strings.Cut(authorization, " ")
	credentials = strings.TrimSpace(credentials)
	switch {
	case authorization == "":
		return Identity{}, schema.Errorf(schema.CodeUnauthorized, "this server wants a key or a token: Authorization: Bearer ...")
	case !strings.EqualFold(scheme, "Bearer") || credentials == "":
		return Identity{}, schema.Errorf(schema.CodeUnauthorized, "the header must read Authorization: Bearer ...")
	case g.keys != nil && isKey(credentials):
		key, err := g.keys.find(credentials)
		if err != nil {
			return Identity{}, err
		}
		return Identity{Name: key.Name, Role: key.Role, key: key.ID, rate: "key " + key.ID, per: key.Rate}, nil
	case g.tokens != nil:
		return g.tokens.identify(ctx, credentials)
	}
	return Identity{}, schema.Errorf(schema.CodeUnauthorized, "these credentials are no key of this server")
}

// Admit counts an operation. The error has code RATE_LIMITED.
func (g *Gate) Admit(id Identity) error {
	if g.rates.take(id.rate, id.per) {
		return nil
	}
	return schema.Errorf(CodeRate, "too many operations in a short time; try again in a second")
}

// Still reports whether somebody who was let in would be let in now: a stream
// ends when the key is revoked or the token has expired.
func (g *Gate) Still(id Identity) bool {
	if !id.ends.IsZero() && !g.now().Before(id.ends) {
		return false
	}
	if id.key == "" {
		return true
	}
	key, err := g.keys.live(id.key)
	return err == nil && key != nil
}
