package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"code.dny.dev/ssrf"

	"rawabit/schema"
)

// maxAnswer is how much of an answer is read.
const maxAnswer = 64 << 10

// client sends requests to addresses that users gave: to the public internet
// alone, unless other networks are allowed, which is checked of the address that
// is connected to, whatever a name resolved to before; without following
// redirects; and through no proxy.
type client struct {
	http  *http.Client
	guard *ssrf.Guardian
	plain bool
	agent string
}

func newClient(o Options) (*client, error) {
	var v4, v6 []netip.Prefix
	for _, n := range o.Allow.Networks {
		p, err := netip.ParsePrefix(n)
		if err != nil {
			return nil, schema.Errorf(schema.CodeInvalid, "%q is no network: write it like 10.1.0.0/16", n)
		}
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	guard := ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
	dialer := &net.Dialer{Timeout: 5 * time.Second, Control: guard.Safe}
	return &client{
		plain: o.Allow.HTTP, agent: o.Agent, guard: guard,
		http: &http.Client{
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport: &http.Transport{
				DialContext: dialer.DialContext, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}, TLSHandshakeTimeout: 5 * time.Second,
				MaxIdleConnsPerHost: slots, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: maxAnswer, ForceAttemptHTTP2: true,
			},
		},
	}, nil
}

// reach reports a host with an address that may not be connected to.
func (c *client) reach(ctx context.Context, host string) error {
	addresses, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return errors.New("the name of its host cannot be resolved")
	}
	for _, a := range addresses {
		network := "tcp6"
		if a = a.Unmap(); a.Is4() {
			network = "tcp4"
		}
		if err := c.guard.Safe(network, netip.AddrPortFrom(a, 443).String(), nil); err != nil {
			return reason(err)
		}
	}
	return nil
}

// reason says why a request failed, without the address, which may hold a secret.
func reason(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrProhibitedPort):
		return errors.New("the address lies in a network that is not allowed (allow: {networks: […]} in the rules file lets it pass)")
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return errors.New("no answer in time")
	}
	return err
}
