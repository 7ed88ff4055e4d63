package notify

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/nicholas-fedor/shoutrrr"
	"github.com/nicholas-fedor/shoutrrr/pkg/router"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"

	"rawabit/alerts"
)

// chat sends messages as text, through mail and chat services.
type chat struct {
	sender *router.ServiceRouter
	lang   string
	hide   []string // parts of the address that no error may show
}

func newChat(address, lang string, timeout time.Duration) (*chat, error) {
	hide := secretsOf(address)
	sender, err := shoutrrr.CreateSender(address)
	if err != nil {
		return nil, hidden(err, hide)
	}
	sender.Timeout = timeout
	return &chat{sender: sender, lang: lang, hide: hide}, nil
}

// Send is part of Channel.
func (c *chat) Send(ctx context.Context, m *alerts.Message) Result {
	params := &types.Params{}
	params.SetTitle(Title(m, c.lang))
	done := make(chan error, 1)
	go func() { done <- errors.Join(c.sender.Send(Text(m, c.lang), params)...) }() // it ends by its own timeout
	select {
	case err := <-done:
		return Result{Err: hidden(err, c.hide)}
	case <-ctx.Done():
		return Result{Err: errors.New("no answer in time")}
	}
}

// secretsOf returns the parts of an address that may be secret: all but scheme
// and host.
func secretsOf(address string) []string {
	hide := []string{address}
	u, err := url.Parse(address)
	if err != nil {
		return hide
	}
	if u.User != nil {
		password, _ := u.User.Password()
		hide = append(hide, u.User.String(), u.User.Username(), password)
	}
	hide = append(hide, strings.Split(u.Path, "/")...)
	for _, values := range u.Query() {
		hide = append(hide, values...)
	}
	return append(hide, u.Path, u.RawQuery, u.Host)
}

// hidden returns an error without what is to be hidden.
func hidden(err error, hide []string) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	for _, part := range hide {
		if len(part) >= 4 {
			text = strings.ReplaceAll(text, part, "…")
		}
	}
	return fmt.Errorf("%s", text)
}
