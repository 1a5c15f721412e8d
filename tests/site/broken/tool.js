document.querySelector('main').append('变');
