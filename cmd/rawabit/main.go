// Command rawabit reads news articles and keeps a graph of actors and dated
// relations. See `rawabit --help`.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // quiet hours have time zones, which not every machine knows

	"github.com/alecthomas/kong"
	"github.com/joho/godotenv"

	"rawabit/schema"
)

// version is set at build with -ldflags "-X main.version=…".
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// commands are the program's commands; their fields are its settings.
type commands struct {
	Up       upCommand       `cmd:"" help:"Load the shipped article, print what was found, and serve page and GraphQL."`
	Load     loadCommand     `cmd:"" help:"Read articles into a store."`
	Extract  extractCommand  `cmd:"" help:"Print what an article says, as JSON; no store needed."`
	Explain  explainCommand  `cmd:"" help:"Show how an article was read: names, dates, predicates, and why each claim was made or not."`
	Serve    serveCommand    `cmd:"" help:"Serve page and GraphQL over a store."`
	Schema   schemaCommand   `cmd:"" help:"Print the GraphQL schema, for tools that make code of it, or its reference page."`
	Keys     keysCommand     `cmd:"" help:"Make, list and revoke API keys."`
	Watch    watchCommand    `cmd:"" help:"Watch feeds, pages and folders, and load what is new."`
	Import   importCommand   `cmd:"" help:"Take a graph into a store as it stands: actors and relations as JSON lines."`
	Export   exportCommand   `cmd:"" help:"Write the graph of a store, or a part of it, for other tools."`
	Changes  changesCommand  `cmd:"" help:"Print how relations changed, as JSON lines."`
	Alerts   alertsCommand   `cmd:"" help:"Try and look after alerts; a server with --alerts sends them."`
	Store    storeCommand    `cmd:"" help:"Check, rebuild or copy a store."`
	Eval     evalCommand     `cmd:"" help:"Score the reader against annotated articles."`
	Lexicon  lexiconCommand  `cmd:"" help:"Check the lexicon, or see how a word is read."`
	Registry registryCommand `cmd:"" help:"Check the registry of actors."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

// exitError carries an exit status out of a command.
type exitError struct{ code int }

func (e exitError) Error() string { return fmt.Sprintf("exit status %d", e.code) }

// run executes the program and returns its exit status: 0, 1 for a failure, 2
// for a wrong call.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	if err := godotenv.Load(); err != nil && !errors.Is(err, os.ErrNotExist) {
		complain(errOut, ".env: %v", err)
		return 2
	}
	var c commands
	code := -1
	parser, err := kong.New(&c,
		kong.Name("rawabit"),
		kong.Description("Reads Arabic news and keeps a graph of actors and dated relations."),
		kong.Writers(out, errOut),
		kong.Exit(func(status int) { code = status }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&streams{in, out, errOut}),
	)
	if err != nil {
		complain(errOut, "%v", err)
		return 2
	}
	k, err := parser.Parse(args)
	if code >= 0 {
		return code // help was asked for and printed
	}
	if err != nil {
		complain(errOut, "%v (rawabit --help lists what there is)", err)
		return 2
	}
	if err := k.Run(); err != nil {
		var exit exitError
		switch {
		case errors.As(err, &exit):
			return exit.code
		case ctx.Err() != nil:
			complain(errOut, "stopped before the end")
		default:
			complain(errOut, "%v", err)
		}
		if schema.ErrorCode(err) == codeUsage {
			return 2
		}
		return 1
	}
	return 0
}

// complain writes an error as one line, whatever its text holds.
func complain(out io.Writer, format string, args ...any) {
	fmt.Fprintln(out, "rawabit:", strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " "))
}

// usage is an error in how the program was called.
func usage(format string, args ...any) error {
	return &schema.Error{Code: codeUsage, Message: fmt.Sprintf(format, args...)}
}

// codeUsage marks an error in how the program was called.
const codeUsage schema.Code = "USAGE"
