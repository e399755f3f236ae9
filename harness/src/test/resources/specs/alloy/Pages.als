module Pages
