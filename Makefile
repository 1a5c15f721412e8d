# digestpress: `make` builds the program, the site and the books; `make check` tests everything.
# Missing Debian packages are installed first; NO_INSTALL=1 prints the commands instead.

SHELL = /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL = all

BUILD ?= build
OUT ?= out
PREFIX ?= /usr/local
VERSION = 0.1.0

# ------------------------------------------------------------------ packages

PACKAGES = gcc libc6-dev pkg-config libcmark-gfm-dev libcmark-gfm-extensions-dev libhpdf-dev \
	libharfbuzz-dev libfreetype-dev libxml2-dev libyaml-dev libicu-dev libmd-dev zlib1g-dev \
	libpng-dev fonts-noto-cjk
# Only what is missing is named, so that nothing is asked of the network when all is there.
missing = $(strip $(foreach p,$(1),$(shell dpkg-query -W -f='$${Status}' $(p) 2>/dev/null | grep -q 'ok installed' || echo $(p))))
SUDO = $(if $(filter 0,$(shell id -u)),,sudo)

define install
	@set -e; need="$(call missing,$(1))"; \
	if [ -n "$$need" ]; then \
		if [ -n "$(NO_INSTALL)" ]; then \
			echo "missing packages; run:"; \
			echo "  $(SUDO) apt-get update"; \
			echo "  $(SUDO) apt-get install -y --no-install-recommends $$need"; \
			exit 1; \
		fi; \
		$(SUDO) apt-get update -q; \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -q --no-install-recommends $$need; \
	fi
endef

# ------------------------------------------------------------------- program

CC = gcc
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
OPT ?= -O2 -g
LIBS = libxml-2.0 harfbuzz-subset harfbuzz freetype2 yaml-0.1 icu-i18n icu-uc libmd libcmark-gfm zlib
# Asked for only by the inner make, when the packages are there.
CPPFLAGS = -std=c11 -D_GNU_SOURCE -Igen -DVERSION='"$(VERSION)"' $(shell pkg-config --cflags $(LIBS))
LDLIBS = -lhpdf -lcmark-gfm-extensions $(shell pkg-config --libs $(LIBS)) -lm -pthread

SOURCES := $(wildcard gen/*.c gen/*/*.c)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY = $(filter-out $(BUILD)/gen/main.o,$(OBJECTS))
UNITS := $(wildcard tests/unit/*.c)
DRIVES := $(wildcard tests/drive/*.c)
TESTS = $(UNITS:tests/%.c=$(BUILD)/tests/%) $(DRIVES:tests/%.c=$(BUILD)/tests/%)

.PHONY: all program site packages clean tests

all: packages
	@$(MAKE) --no-print-directory site

packages:
	$(call install,$(PACKAGES))

program: $(BUILD)/digestpress

site: program
	$(BUILD)/digestpress build --out $(OUT)

$(BUILD)/digestpress: $(OBJECTS)
	$(CC) $(OPT) $(SANITIZE) -o $@ $(OBJECTS) $(LDLIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(OPT) $(SANITIZE) $(WARN) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(OPT) $(SANITIZE) $(WARN) -MMD -MP -MF $@.d -o $@ $< $(LIBRARY) $(LDLIBS)

tests: $(BUILD)/digestpress $(TESTS)

-include $(wildcard $(OBJECTS:.o=.d) $(TESTS:=.d))

clean:
	rm -rf $(BUILD)
