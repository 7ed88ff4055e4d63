package main

import (
	"context"
	"net"

	"rawabit/graphqlapi"
	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// accessFlags say who is let in, and what may be asked.
type accessFlags struct {
	AllowOpen bool   `env:"RAWABIT_ALLOW_OPEN" help:"Let everybody in on other addresses than loopback. Say so only where something else keeps strangers out."`
	Keys      string `env:"RAWABIT_KEYS" placeholder:"FILE" help:"Let in whoever has a key of this file (rawabit keys make), and nobody without one."`

	JWTIssuer   string `name:"jwt-issuer" env:"RAWABIT_JWT_ISSUER" placeholder:"TEXT" help:"Let in whoever has a JSON Web Token of this issuer."`
	JWTAudience string `name:"jwt-audience" env:"RAWABIT_JWT_AUDIENCE" placeholder:"TEXT" help:"The audience that a token must be for."`
	JWTJWKS     string `name:"jwt-jwks" env:"RAWABIT_JWT_JWKS" placeholder:"URL" help:"The issuer's key set, an https address or a file (RS256, PS256, ES256, EdDSA)."`
	JWTSecret   string `name:"jwt-secret" env:"RAWABIT_JWT_SECRET" placeholder:"TEXT" help:"The secret shared with the issuer, in place of a key set (HS256)."`
	JWTRole     string `name:"jwt-role" default:"role" env:"RAWABIT_JWT_ROLE" placeholder:"CLAIM" help:"The claim that names reader, editor or admin (default ${default}); a token without it may read."`

	Rate     float64  `default:"50" env:"RAWABIT_RATE" placeholder:"N" help:"Operations a second that one key or token holder may ask for; 0 for no bound (default ${default})."`
	Origins  []string `env:"RAWABIT_ORIGINS" placeholder:"ORIGIN,..." help:"Pages in a browser that may ask too, such as https://desk.example."`
	ReadOnly bool     `env:"RAWABIT_READ_ONLY" help:"Refuse all mutations."`

	NoIntrospection bool   `env:"RAWABIT_NO_INTROSPECTION" help:"Do not tell the schema; GraphiQL, which needs it, is not served then."`
	NoGraphiQL      bool   `name:"no-graphiql" env:"RAWABIT_NO_GRAPHIQL" help:"Do not serve GraphiQL."`
	Documents       string `env:"RAWABIT_DOCUMENTS" placeholder:"FILE" help:"Trusted documents, which requests may name by their SHA-256: a JSON file or a folder of .graphql files."`
	OnlyDocuments   bool   `env:"RAWABIT_ONLY_DOCUMENTS" help:"Answer trusted documents only; page and GraphiQL are not served then."`
}

// options makes the API's options. Host is where the server listens.
func (c *accessFlags) options(ctx context.Context, host string) (graphqlapi.Options, error) {
	o := graphqlapi.Options{NoIntrospection: c.NoIntrospection, NoGraphiQL: c.NoGraphiQL, ReadOnly: c.ReadOnly, OnlyTrusted: c.OnlyDocuments}
	let := access.Options{Rate: c.Rate}
	var err error
	if c.Keys != "" {
		if let.Keys, err = access.OpenKeys(c.Keys); err != nil {
			return o, err
		}
		if !let.Keys.Live() {
			return o, schema.Errorf(schema.CodeInvalid, "%[1]s lets nobody in; make a key first: rawabit keys make --keys %[1]s NAME", c.Keys)
		}
	}
	if c.JWTIssuer != "" || c.JWTAudience != "" || c.JWTJWKS != "" || c.JWTSecret != "" {
		let.Tokens, err = access.NewTokens(ctx, access.TokenOptions{Issuer: c.JWTIssuer, Audience: c.JWTAudience, Secret: c.JWTSecret, JWKS: c.JWTJWKS, Claim: c.JWTRole})
		if err != nil {
			return o, err
		}
	}
	o.Gate = access.New(let)
	if o.Origins, err = access.NewOrigins(c.Origins, access.Loopback(host) && o.Gate.Open()); err != nil {
		return o, err
	}
	if c.Documents != "" {
		o.Trusted, err = graphqlapi.OpenTrusted(c.Documents)
	}
	return o, err
}

// check refuses to let everybody in where strangers can reach the server. It
// returns the host of the address.
func (c *accessFlags) check(address string) (string, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return "", usage("--listen %q is not HOST:PORT, such as 127.0.0.1:8080", address)
	}
	if c.Rate < 0 {
		return "", usage("--rate: %v is less than nothing; 0 sets no bound", c.Rate)
	}
	if c.OnlyDocuments && c.Documents == "" {
		return "", usage("--only-documents needs --documents, for there is nothing to answer without them")
	}
	closed := c.Keys != "" || c.JWTIssuer != "" || c.JWTAudience != "" || c.JWTJWKS != "" || c.JWTSecret != ""
	if !access.Loopback(host) && !closed && !c.AllowOpen {
		return "", schema.Errorf(schema.CodeForbidden,
			"%s can be reached from other machines and everybody would be let in; give --keys or --jwt-issuer, listen on 127.0.0.1, or say --allow-open (RAWABIT_ALLOW_OPEN=true) where something else keeps strangers out", address)
	}
	return host, nil
}
